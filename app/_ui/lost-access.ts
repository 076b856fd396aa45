const companyOfPage = (): string | undefined =>
  /^\/companies\/([0-9a-f-]{36})(\/|$)/i.exec(window.location.pathname)?.[1];

/**
 * Leads away from a company's page when an answer says that nobody may be in there any more: a freeze has a page of its own, a removed
 * member goes to their companies. Does nothing for any other code, or on any other page.
 */
export function leaveCompany(code: string): void {
  const projectId = companyOfPage();
  if (!projectId) return;
  if (code === "workspace.frozen") window.location.assign(`/frozen/${projectId}`);
  if (code === "workspace.forbidden") window.location.assign("/companies?left=1");
}
