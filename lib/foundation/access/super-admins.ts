import { env } from "@/lib/platform/env";

export const isSuperAdmin = (userId: string): boolean => env().SUPER_ADMIN_IDS?.includes(userId) ?? false;
