import { placeName } from "./place-name";

/** The site that a company's own runtime serves, as the founder names it. */
export const MAIN_SITE = "website";

/** Its name at a shared account and on this machine, which ends with the company's id. */
export const mainSiteOf = (projectId: string): string => placeName(MAIN_SITE, projectId);
