import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Account } from "@/app/_ui/identity";
import { AppFrame } from "@/app/_ui/shell/app-frame";
import { pageProject, pageUser } from "@/lib/http/page-ctx";
import { listProjects } from "@/lib/projects/get-project";

type Props = { children: ReactNode; params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project } = await pageProject((await params).projectId);
  return { title: { default: project.name, template: `%s · ${project.name} · Greenlight` } };
}

export default async function CompanyLayout({ children, params }: Props) {
  const user = await pageUser();
  const { project } = await pageProject((await params).projectId);
  const companies = (await listProjects(user)).map(({ id, name }) => ({ id, name }));
  return (
    <AppFrame
      account={<Account email={user.user.email} />}
      company={{ id: project.id, name: project.name }}
      companies={companies}
    >
      {children}
    </AppFrame>
  );
}
