/** The name of everything that belongs to a company's runtime; known before anything is made, so that it is found again. */
export const runtimeName = (projectId: string): string => `gl-${projectId.replaceAll("-", "")}`;

/** The mark of the commit that begins a company's repository. */
export const templateAction = (projectId: string): string => `runtime:${projectId}`;
