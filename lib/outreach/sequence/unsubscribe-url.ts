import { appUrl } from "@/lib/platform/env";

/** The links' address without their token. It is part of what a founder approves. */
export const unsubscribeUrl = (): string => `${appUrl()}/u`;
