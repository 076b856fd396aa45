import { formPage } from "@/app/_ui/plain/form-page";

/** For a link that leads nowhere, or not now. */
export const unknownPage = (status: number): Response =>
  formPage({
    title: "This link does not work",
    body: "<p>It is incomplete, too old, or not one that this sender gave out. Answer the email to ask for the page.</p>",
    status,
  });

/** On to the address that stands in the email. */
export const leadOn = (location: string): Response =>
  new Response(null, {
    status: 302,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" },
  });
