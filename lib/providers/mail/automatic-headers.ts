/** An email that no person wrote: responders of absent people do not answer it (RFC 3834; the second is Exchange's). */
export const AUTOMATIC_HEADERS = {
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "OOF, AutoReply",
};
