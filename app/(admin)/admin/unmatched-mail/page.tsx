import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { listUnmatchedMail } from "@/lib/company/mail/list-unmatched-mail";
import { pageAdmin } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { UnmatchedList } from "./_components/unmatched-list";

export const metadata: Metadata = { title: "Unmatched mail" };

export default async function UnmatchedMailPage() {
  const ctx = await pageAdmin("/admin/unmatched-mail");
  if (!isOn("mail")) notFound();
  return (
    <>
      <PageHeader
        title="Unmatched mail"
        description="Email that no company's address matched, and email that was too large. The newest first."
      />
      <UnmatchedList firstPage={await listUnmatchedMail(ctx, { limit: 50 })} />
    </>
  );
}
