/** A transparent GIF of one pixel. */
const PICTURE = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The same picture for any caller: it tells nobody whether a token is ours. */
export const emptyPicture = (status: number): Response =>
  new Response(PICTURE, {
    status,
    headers: { "content-type": "image/gif", "cache-control": "no-store, private", "x-robots-tag": "noindex" },
  });
