import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageAdmin } from "@/lib/http/page-ctx";
import { listModelPrices } from "@/lib/metering/spending/list-model-prices";
import { listPlans } from "@/lib/metering/spending/list-plans";
import { ListPlansQuery } from "@/lib/metering/spending/schemas";
import { PLAN_FILTER } from "../../_components/filter-names";
import { filterOf, type SearchParams } from "../../_components/filter-of";
import { ModelPricesCard } from "./_components/model-prices-card";
import { PlansCard } from "./_components/plans-card";

export const metadata: Metadata = { title: "Prices and plans" };

export default async function PricesAndPlansPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await pageAdmin("/admin/prices");
  const filter = filterOf(ListPlansQuery, PLAN_FILTER, await searchParams);
  const [plans, prices] = await Promise.all([listPlans(ctx, filter), listModelPrices(ctx)]);
  return (
    <>
      <PageHeader title="Prices and plans" description="Model prices, and the monthly budget of each workspace." />
      <Stack gap="lg">
        <PlansCard firstPage={plans} offered={plans.plans} />
        <ModelPricesCard prices={prices} />
      </Stack>
    </>
  );
}
