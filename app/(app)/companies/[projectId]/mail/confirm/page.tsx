import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { ConfirmAddressView } from "./_components/confirm-address-view";

export const metadata: Metadata = { title: "Confirm an address" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ token?: string | string[] }> };

export default async function ConfirmAddressPage({ params, searchParams }: Props) {
  if (!isOn("mail")) notFound();
  const { project } = await pageProject((await params).projectId);
  const { token } = await searchParams;
  return <ConfirmAddressView project={project} token={typeof token === "string" ? token : ""} />;
}
