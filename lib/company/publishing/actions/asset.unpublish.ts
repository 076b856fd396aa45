import { z } from "zod";
import { defineAction, type Sealed } from "@/lib/company/approvals/define-action";
import { lookAtAccount, toActing } from "@/lib/company/integrations/acting-account";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { hostedName, NOTICE, shownName, TAKEN_BACK } from "../asset-site";
import { checkGone } from "../check-file";
import { findPublicAddress } from "../find-public-address";
import { handOverFiles, type HandOver } from "../hand-over-files";
import { lookUpDeployment } from "../look-up-deployment";
import type { Deployment } from "../schemas";
import { findLastPublished } from "../store";

const Input = z.strictObject({ asset_id: z.uuid().meta({ description: "The file that was published." }) });
type Input = z.infer<typeof Input>;

const Contract = z.object({ site: z.string(), url: z.url() });

type Doing = { projectId: string; sealed: Sealed<Input>; idempotencyKey: string; signal: AbortSignal };

const deploymentOf = ({ projectId, sealed, idempotencyKey: action, signal }: Doing): HandOver => {
  const { site } = Contract.parse(sealed.contract);
  const { account, input } = sealed;
  return { projectId, account, site, name: shownName(input.asset_id), marker: TAKEN_BACK, action, signal };
};

async function published(tx: TxCtx, of: { projectId: string; site: string }): Promise<Deployment & { url: string }> {
  const last = await findLastPublished(tx, of);
  if (last?.url && last.marker !== TAKEN_BACK) return { ...last, url: last.url };
  throw new AppError("impossible", "This file is not published.", { code: "asset.not_published" });
}

/** Takes a published file back: its place keeps a notice, and its address answers 404. The file itself stays with the company. */
export const assetUnpublish = defineAction({
  kind: "asset.unpublish",
  title: "Take a published file back",
  permission: "projects.write",
  input: Input,
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 30, 120, 600, 86_400],

  async preview(tx, { projectId, input }) {
    const { url, account } = await published(tx, { projectId, site: shownName(input.asset_id) });
    const resolved = await resolveIntegration(tx, { projectId, provider: "vercel" });
    const acting = toActing(resolved);
    if (acting.label !== account) {
      throw new AppError("impossible", `${account} published this file, and is not the account that would act now.`, {
        code: "integration.changed",
      });
    }
    return {
      title: `Take back ${url}`,
      account: acting,
      costCapCents: 0,
      contract: { check: "file gone", site: hostedName(input.asset_id, projectId), url },
      parts: [
        { label: "Address", text: url },
        {
          label: "Visitors",
          text: "The address answers that there is no such file. Copies that visitors made stay, and so does the earlier deployment’s own long address at Vercel until you delete it there.",
        },
      ],
    };
  },

  recheck: (tx, { projectId, sealed }) =>
    lookAtAccount(tx, { projectId, provider: "vercel", approved: sealed.account }),

  execute: (ctx, doing) =>
    handOverFiles(ctx, deploymentOf(doing), async () => [{ path: "taken-back.txt", bytes: NOTICE }]),

  lookUp: (ctx, doing) => lookUpDeployment(ctx, deploymentOf(doing)),

  async verify(ctx, { projectId, sealed, execution, signal }) {
    const { url } = Contract.parse(sealed.contract);
    const { account } = sealed;
    const { providerId } = execution;
    const found = await findPublicAddress(ctx, { projectId, account, marker: TAKEN_BACK, providerId, signal });
    return "check" in found ? found : checkGone(url, { signal, allowLoopback: found.allowLoopback });
  },
});
