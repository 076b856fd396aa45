"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ApiError } from "./api-client";
import { cssVariables, theme } from "./theme";

/** An answer that says no says no again; only what may pass by itself is asked once more. */
const mayPass = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500);

const newClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { retry: mayPass, staleTime: 5_000 }, mutations: { retry: false } } });

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" containerWidth={380} />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}
