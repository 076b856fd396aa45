import { Card } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageUser } from "@/lib/http/page-ctx";
import { NewCompanyForm } from "./_components/new-company-form";

export const metadata: Metadata = { title: "New company" };

export default async function NewCompanyPage() {
  await pageUser();
  return (
    <>
      <PageHeader
        title="New company"
        description="You can change all of this later. Next comes a short onboarding, then Launch."
        back={{ href: "/companies", label: "Companies" }}
      />
      <Card maw={620} padding="xl">
        <NewCompanyForm />
      </Card>
    </>
  );
}
