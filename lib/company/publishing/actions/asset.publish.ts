import { z } from "zod";
import { defineAction, type Check, type Sealed } from "@/lib/company/approvals/define-action";
import { getAsset } from "@/lib/company/assets/get-asset";
import { readAsset } from "@/lib/company/assets/read-asset";
import type { Asset } from "@/lib/company/assets/schemas";
import { lookAtAccount, toActing } from "@/lib/company/integrations/acting-account";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { hostedName, pathOf, shownName, TAKEN_BACK } from "../asset-site";
import { checkFile } from "../check-file";
import { findPublicAddress } from "../find-public-address";
import { handOverFiles, type HandOver } from "../hand-over-files";
import { lookUpDeployment } from "../look-up-deployment";
import { MIN_BYTES, whyPlaceholder } from "../placeholder";
import { findLastPublished } from "../store";

const Input = z.strictObject({
  asset_id: z.uuid().meta({ description: "The uploaded file." }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a sha256 in lower-case hex")
    .meta({ description: "The sha256 of its bytes: exactly these are published." }),
});
type Input = z.infer<typeof Input>;

const Contract = z.object({
  site: z.string(),
  path: z.string(),
  sha256: z.string(),
  size_bytes: z.number(),
});

type Doing = { projectId: string; sealed: Sealed<Input>; idempotencyKey: string; signal: AbortSignal };

const deploymentOf = ({ projectId, sealed, idempotencyKey: action, signal }: Doing): HandOver => {
  const { site, path, sha256: marker } = Contract.parse(sealed.contract);
  const { account, input } = sealed;
  return { projectId, account, site, name: shownName(input.asset_id), path, marker, action, signal };
};

const refused = (name: string, why: string): AppError =>
  new AppError("impossible", `“${name}” is not published: ${why}.`, { code: "asset.placeholder" });

function refuse({ name, state, sha256, size_bytes: size }: Asset, wanted: Input): void {
  if (state !== "ready" || sha256 !== wanted.sha256)
    throw new AppError("impossible", `“${name}” is not complete, or it is another file than was named.`, {
      code: "asset.changed",
    });
  if (size < MIN_BYTES) throw refused(name, `it has ${size} bytes, and at least ${MIN_BYTES} are expected`);
}

const SINCE = "It was published, and has been taken back since.";
const takenBack: Check = { verdict: "unverifiable", check: "file", words: SINCE, observed: {}, evidence: SINCE };

/** Publishes one uploaded file at an address of its own that everybody can open, at Vercel or on this machine. */
export const assetPublish = defineAction({
  kind: "asset.publish",
  title: "Publish a file",
  permission: "projects.write",
  input: Input,
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 30, 120, 600, 86_400],

  async preview(tx, { projectId, input }) {
    const resolved = await resolveIntegration(tx, { projectId, provider: "vercel" });
    const asset = await getAsset(tx, { projectId, assetId: input.asset_id });
    refuse(asset, input);
    const path = pathOf(asset);
    return {
      title: `Publish the file “${asset.name}”`,
      account: toActing(resolved),
      costCapCents: 0,
      contract: {
        check: "file",
        site: hostedName(asset.id, projectId),
        path,
        sha256: input.sha256,
        size_bytes: asset.size_bytes,
      },
      parts: [
        { label: "File", text: `${asset.name} (${asset.content_type}, ${asset.size_bytes} bytes)` },
        { label: "sha256", text: input.sha256 },
        { label: "Address", text: `An address of its own that ends with /${path}` },
        {
          label: "Visitors",
          text: "The file is open to all who have its address, without signing in. It can be taken back by an action of its own.",
        },
      ],
    };
  },

  recheck: (tx, { projectId, sealed }) =>
    lookAtAccount(tx, { projectId, provider: "vercel", approved: sealed.account }),

  execute: (ctx, doing) =>
    handOverFiles(ctx, deploymentOf(doing), async () => {
      const { asset_id: assetId, sha256 } = doing.sealed.input;
      const { path } = Contract.parse(doing.sealed.contract);
      const bytes = await readAsset(ctx, { projectId: doing.projectId, assetId, sha256 });
      const why = whyPlaceholder(bytes);
      if (why !== null) throw refused(path, why);
      return [{ path, bytes }];
    }),

  lookUp: (ctx, doing) => lookUpDeployment(ctx, deploymentOf(doing)),

  async verify(ctx, { projectId, sealed, execution, signal }) {
    const { path, sha256, size_bytes: sizeBytes } = Contract.parse(sealed.contract);
    const { account } = sealed;
    const { providerId } = execution;
    const site = shownName(sealed.input.asset_id);
    const last = await withReadTransaction(ctx, (tx) => findLastPublished(tx, { projectId, site }));
    if (last?.marker === TAKEN_BACK) return takenBack;
    const found = await findPublicAddress(ctx, { projectId, account, marker: sha256, providerId, signal });
    if ("check" in found) return found;
    const url = new URL(path, found.url).href;
    return checkFile({ url, sha256, sizeBytes }, { signal, allowLoopback: found.allowLoopback });
  },

  undo: ({ sealed }) => ({ action_type: "asset.unpublish", input: { asset_id: sealed.input.asset_id } }),
});
