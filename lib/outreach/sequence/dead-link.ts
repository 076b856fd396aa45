/** The part of an email with an unsubscribe link that opts no recipient out: for what is shown or sent to its founder. */
export const deadLink = (part: string): string => part.replaceAll(/(\/u)\/[0-9a-f]{48}/g, "$1/preview");
