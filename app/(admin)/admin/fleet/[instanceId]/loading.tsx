import { PageSkeleton } from "@/app/_ui/skeletons";

export default function Loading() {
  return <PageSkeleton />;
}
