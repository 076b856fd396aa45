import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Account } from "@/app/_ui/identity";
import { ProductProviders } from "@/app/_ui/product-providers";
import { AppFrame } from "@/app/_ui/shell/app-frame";
import { pageAdmin } from "@/lib/http/page-ctx";
import { AdminNavigation } from "./_components/admin-navigation";

export const metadata: Metadata = {
  title: { default: "Administration", template: "%s · Administration · Greenlight" },
};

/** Everything in here is for super admins; each page asks again, because a layout is not rendered on every navigation. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { user } = await pageAdmin();
  return (
    <ProductProviders>
      <AppFrame
        account={<Account email={user.email} />}
        area={{ label: "Administration", navigation: <AdminNavigation /> }}
      >
        {children}
      </AppFrame>
    </ProductProviders>
  );
}
