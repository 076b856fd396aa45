import { Container } from "@mantine/core";
import type { ReactNode } from "react";
import { Account } from "@/app/_ui/identity";
import { AppFrame } from "@/app/_ui/shell/app-frame";
import { pageUser } from "@/lib/http/page-ctx";

export default async function InviteLayout({ children }: { children: ReactNode }) {
  const { user } = await pageUser();
  return (
    <AppFrame account={<Account email={user.email} />}>
      <Container size="sm" px={0}>
        {children}
      </Container>
    </AppFrame>
  );
}
