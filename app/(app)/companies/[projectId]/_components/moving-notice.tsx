"use client";

import { Alert } from "@mantine/core";
import { Link } from "@/app/_ui/link";

/** Says that the company's own runtime is being set up, on pages whose work goes on on the shared one meanwhile. */
export const MovingNotice = ({ projectId }: { projectId: string }) => (
  <Alert color="blue" variant="light" role="status" mb="lg">
    The company’s <Link href={`/companies/${projectId}/runtime`}>own runtime</Link> is being set up. Until it is ready,
    this works on the shared one, as before.
  </Alert>
);
