"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import { VENDOR_TYPES, type VendorType } from "./vendor-keys";

// The dialog is loaded when it is asked for first, and stays for its closing movement.
const VendorKeyModal = dynamic(() => import("./vendor-key-modal").then((module) => module.VendorKeyModal), {
  ssr: false,
});

type Props = {
  project: Project;
  mayWrite: boolean;
  /** The services to choose from; all, unless given. */
  types?: readonly VendorType[];
  onSaved?: () => Promise<void>;
};

export function AddVendorKey({ project, mayWrite, types = VENDOR_TYPES, onSaved }: Props) {
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
      {asked && <VendorKeyModal {...{ project, types, opened, onSaved }} onClose={close} />}
    </>
  );
}
