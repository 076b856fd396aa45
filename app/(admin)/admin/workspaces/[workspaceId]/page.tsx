import type { Metadata } from "next";
import { getFreezes } from "@/lib/governance/get-freezes";
import { pageAdmin, pageWorkspaceOfAdmin } from "@/lib/http/page-ctx";
import { FreezeView } from "./_components/freeze-view";

type Props = { params: Promise<{ workspaceId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await pageWorkspaceOfAdmin((await params).workspaceId)).name };
}

export default async function FreezePage({ params }: Props) {
  const ctx = await pageAdmin();
  const { id, name, slug, plan } = await pageWorkspaceOfAdmin((await params).workspaceId);
  return (
    <FreezeView
      workspace={{ id, name, slug, facts: `${slug} · ${plan}` }}
      me={ctx.user.userId}
      initial={await getFreezes(ctx, { workspace_id: id })}
    />
  );
}
