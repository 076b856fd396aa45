import { create } from "content-disposition";
import type { Preview } from "@/lib/company/assets/open-preview";

/**
 * A company's file as it may leave us: as what it was found to be and never guessed, shown in place only where nothing in it can run,
 * kept by nobody in between, and in no other site's page.
 */
export function previewResponse({ asset, shown, bytes }: Preview): Response {
  // Browsers refuse to show a PDF in a sandbox; their viewer runs nothing of it in our name.
  const sandbox = asset.content_type === "application/pdf" ? "" : "; sandbox";
  return new Response(bytes, {
    headers: {
      "content-type": asset.content_type,
      "content-length": String(asset.size_bytes),
      "content-disposition": create(asset.name.toWellFormed(), { type: shown ? "inline" : "attachment" }),
      "content-security-policy": `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'${sandbox}`,
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
