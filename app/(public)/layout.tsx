import type { ReactNode } from "react";
import { PlainHeader } from "../_ui/plain/header";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PlainHeader />
      <main id="content">{children}</main>
    </>
  );
}
