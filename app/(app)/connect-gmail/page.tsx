import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isOn } from "@/lib/platform/features";
import { FinishGmail } from "./_components/finish-gmail";

export const metadata: Metadata = { title: "Connect Gmail" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where Google sends a person back to after it asked them. */
export default async function ConnectGmailPage({ searchParams }: Props) {
  if (!isOn("gmail")) notFound();
  const { code, state } = await searchParams;
  const allowed = typeof code === "string" && typeof state === "string";
  return <FinishGmail answer={allowed ? { code, state } : null} />;
}
