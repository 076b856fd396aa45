import { placeName, RUNTIME_PLACE } from "@/lib/company/publishing/place-name";

/** The name of everything that belongs to a company's runtime; known before anything is made, so that it is found again. */
export const runtimeName = (projectId: string): string => placeName(RUNTIME_PLACE, projectId);

/** The mark of the commit that begins a company's repository. */
export const templateAction = (projectId: string): string => `runtime:${projectId}`;
