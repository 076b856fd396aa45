import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/platform/permissions";
import { openLink, signLink } from "@/lib/foundation/vault/sign-link";
import { AssetLink, type Asset, type AssetRef } from "./schemas";

export type LinkKind = "upload" | "preview";

/** The holder of a link has no name and may do one thing with one file. */
export type LinkCtx = WorkspaceCtx & { link: AssetLink };

const LIFETIME_SECONDS: Record<LinkKind, number> = { upload: 15 * 60, preview: 5 * 60 };
const PERMISSION: Record<LinkKind, Permission> = { upload: "assets.write", preview: "assets.read" };
const audienceOf = (kind: LinkKind): string => `asset.${kind}`;

type Wanted = { kind: LinkKind; projectId: string; asset: Pick<Asset, "id" | "content_type" | "size_bytes"> };

/** A short-lived address for one file of one company. */
export async function makeAssetLink(
  { workspaceId, now }: WorkspaceCtx,
  { kind, projectId, asset }: Wanted,
): Promise<{ url: string; expires_at: string }> {
  const expiresAt = new Date((Math.floor(now().getTime() / 1000) + LIFETIME_SECONDS[kind]) * 1000);
  const claims: AssetLink = {
    workspace_id: workspaceId,
    project_id: projectId,
    asset_id: asset.id,
    content_type: asset.content_type,
    size_bytes: asset.size_bytes,
  };
  const token = await signLink({ audience: audienceOf(kind), claims, expiresAt });
  return { url: `${appUrl()}/api/assets/${kind}/${token}`, expires_at: expiresAt.toISOString() };
}

/** Enters the workspace that a link of this kind names; whether it is frozen, the transaction asks. */
export const enterByLink =
  (kind: LinkKind) =>
  async (system: SystemCtx, token: string): Promise<LinkCtx> => {
    const said = await openLink({ audience: audienceOf(kind), token, now: system.now() });
    const link = AssetLink.parse(said);
    const actor = { type: "recipient", permissions: new Set([PERMISSION[kind]]) } as const;
    return { ...system, workspaceId: link.workspace_id, actor, link };
  };

export const linkedAsset = ({ link }: LinkCtx): AssetRef => ({ projectId: link.project_id, assetId: link.asset_id });

export const assetNotFound = (): AppError =>
  new AppError("not_found", "There is no such file in this company.", { code: "asset.not_found" });
