"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";

// The dialog is loaded when it is asked for first, and stays for its closing movement.
const VendorKeyModal = dynamic(() => import("./vendor-key-modal").then((module) => module.VendorKeyModal), {
  ssr: false,
});

export function AddVendorKey({ project, mayWrite }: { project: Project; mayWrite: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [asked, setAsked] = useState(false);
  const add = (): void => {
    setAsked(true);
    open();
  };
  return (
    <>
      <Button variant="default" onClick={add} disabled={!mayWrite}>
        Connect service…
      </Button>
      {asked && <VendorKeyModal project={project} opened={opened} onClose={close} />}
    </>
  );
}
