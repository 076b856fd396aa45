import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getReceipt } from "@/lib/company/receipts/get-receipt";
import { ReceiptRef } from "@/lib/company/receipts/schemas";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { ReceiptView } from "./_components/receipt-view";

export const metadata: Metadata = { title: "Receipt" };

type Props = { params: Promise<{ projectId: string; receiptId: string }> };

export default async function ReceiptPage({ params }: Props) {
  const { projectId, receiptId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = ReceiptRef.safeParse({ receiptId }).data ?? notFound();
  const receipt = await getReceipt(ctx, ref).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  });
  if (receipt.project_id !== project.id) notFound();
  return <ReceiptView project={project} first={receipt} />;
}
