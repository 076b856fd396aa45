/** The part of an email whose links opt no recipient out and count no click: for what is shown or sent to its founder. */
export const deadLink = (part: string): string =>
  part.replaceAll(/(\/u)\/[0-9a-f]{48}/g, "$1/preview").replaceAll(/(\/api\/track\/click)\/[\w.]+/g, "$1/preview");
