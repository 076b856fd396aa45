import type { ReactNode } from "react";
import { ProductProviders } from "@/app/_ui/product-providers";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return <ProductProviders>{children}</ProductProviders>;
}
