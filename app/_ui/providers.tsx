"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { mayPass } from "./api-client";
import { cssVariables, theme } from "./theme";

/** An answer that says no says no again; only what may pass by itself is asked once more. */
const askAgain = (failures: number, error: Error): boolean => failures < 2 && mayPass(error);

// A browser that believes to be offline still reaches a Greenlight on the same machine, and where it does not, it is told so.
const networkMode = "always";

const newClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: askAgain, staleTime: 5_000, networkMode },
      mutations: { retry: false, networkMode },
    },
  });

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
