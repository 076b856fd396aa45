import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const OfAsset = z.object({ assetId: z.uuid(), name: z.string(), contentType: z.string(), sizeBytes: z.number().int() });

export const AssetUploadRequested = defineEvent(
  "asset.upload_requested",
  OfAsset,
  ({ name, sizeBytes }) => `An upload of “${name}” (${sizeBytes} bytes) was begun.`,
);
export const AssetUploaded = defineEvent(
  "asset.uploaded",
  OfAsset.extend({ sha256: z.string() }),
  ({ name, contentType }) => `“${name}” was uploaded (${contentType}).`,
);
export const AssetRemoved = defineEvent("asset.removed", OfAsset, ({ name }) => `“${name}” was removed.`);
export const AssetUploadExpired = defineEvent(
  "asset.upload_expired",
  OfAsset,
  ({ name }) => `The upload of “${name}” was never finished and is forgotten.`,
);
