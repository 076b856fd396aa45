import type { Metadata } from "next";
import { listLogins } from "@/lib/foundation/audit/list-logins";
import { ListLoginsQuery } from "@/lib/foundation/audit/schemas";
import { pageAdmin } from "@/lib/http/page-ctx";
import { LOGIN_FILTER } from "../../_components/filter-names";
import { filterOf, type SearchParams } from "../../_components/filter-of";
import { LoginLog } from "./_components/login-log";

export const metadata: Metadata = { title: "Logins" };

export default async function LoginsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await pageAdmin("/admin/logins");
  const filter = filterOf(ListLoginsQuery, LOGIN_FILTER, await searchParams);
  return <LoginLog firstPage={await listLogins(ctx, filter)} />;
}
