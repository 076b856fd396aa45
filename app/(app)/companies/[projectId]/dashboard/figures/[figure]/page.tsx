import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { getFigure } from "@/lib/metering/metrics/get-figure";
import { AppError } from "@/lib/platform/errors";
import { FigureView } from "./_components/figure-view";

export const metadata: Metadata = { title: "Number" };

type Props = { params: Promise<{ projectId: string; figure: string }> };

export default async function FigurePage({ params }: Props) {
  const { projectId, figure } = await params;
  const { ctx, project } = await pageProject(projectId);
  const reference = decodeURIComponent(figure);
  const opened = await getFigure(ctx, { projectId: project.id, reference }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  });
  return <FigureView projectId={project.id} figure={opened} />;
}
