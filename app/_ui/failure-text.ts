export const FAILED_PAGE = "This page could not be loaded";

/** Tells the person how to go on from a page that the server could not render. */
export const failedPageText = ({ digest }: { digest?: string }): string =>
  `Greenlight or its database did not answer in time. Nothing you entered elsewhere is lost. Try again; if it stays, check the terminal where Greenlight runs${digest ? ` for the error ${digest}` : ""}.`;
