import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageAdmin } from "@/lib/http/page-ctx";
import { IsolationCheck } from "./_components/isolation-check";

export const metadata: Metadata = { title: "Isolation" };

export default async function IsolationPage() {
  await pageAdmin("/admin/isolation");
  return (
    <>
      <PageHeader
        title="Isolation"
        description="Tries on the live system to read and change another workspace's rows, in every table and with every role. Anything it manages to change is rolled back."
      />
      <IsolationCheck />
    </>
  );
}
