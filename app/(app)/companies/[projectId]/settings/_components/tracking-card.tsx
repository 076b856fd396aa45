"use client";

import { Card, Stack, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { TrackingDomain } from "@/lib/outreach/tracking/schemas";

// Shown when it can be typed into: what is typed earlier would be lost.
const TrackingForm = dynamic(
  () => import("../../onboarding/_components/tracking-form").then((module) => module.TrackingForm),
  { ssr: false, loading: () => <RowsSkeleton /> },
);

type Props = { project: Project; tracking: TrackingDomain; mayWrite: boolean };

/** The host that links in the company's emails lead to. */
export function TrackingCard({ project, tracking, mayWrite }: Props) {
  const router = useRouter();
  return (
    <Card component="section" id="tracking" aria-labelledby="tracking-title">
      <Stack gap="md">
        <Title order={2} id="tracking-title">
          Tracking domain
        </Title>
        <TrackingForm
          project={project}
          tracking={tracking}
          mayWrite={mayWrite}
          onChanged={async () => router.refresh()}
        />
      </Stack>
    </Card>
  );
}
