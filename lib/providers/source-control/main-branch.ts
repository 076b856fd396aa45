/** The branch of a company's own repository. */
export const MAIN_BRANCH = "main";
