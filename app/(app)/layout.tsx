import type { ReactNode } from "react";
import { ProductProviders } from "@/app/_ui/product-providers";
import { pageUser } from "@/lib/http/page-ctx";

/** Everything in here is for signed-in people; each page asks again, because a layout is not rendered on every navigation. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  await pageUser();
  return <ProductProviders>{children}</ProductProviders>;
}
