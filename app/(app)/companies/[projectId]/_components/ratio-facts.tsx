import { Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import type { NamedRatio } from "@/lib/autopilot/actions/name-ratio";
import { sumByOrigin } from "./sum-by-origin";

type Share = { verified: number; judged: number };

const inWords = ({ verified, judged }: Share): string =>
  `${Math.round((verified / judged) * 100)}% verified (${verified} of ${judged} checked)`;

/** The share of verified receipts of each kind of action, and of each who proposed some. */
export const RatioFacts = ({ ratios }: { ratios: readonly NamedRatio[] }) => (
  <>
    <Facts>
      {ratios.map(({ action, origins, ...share }) => (
        <Fact key={action} name={action}>
          {inWords(share)}
          <Text component="span" display="block" size="xs" c="dimmed">
            {origins
              .map(({ origin, verified, judged }) => `${ORIGIN_WORDS[origin]}: ${verified} of ${judged}`)
              .join(" · ")}
          </Text>
        </Fact>
      ))}
    </Facts>
    <Title order={3} size="h6" mt="md" mb="xs">
      By who proposed them
    </Title>
    <Facts>
      {sumByOrigin(ratios).map(({ origin, ...share }) => (
        <Fact key={origin} name={ORIGIN_WORDS[origin]}>
          {inWords(share)}
        </Fact>
      ))}
    </Facts>
  </>
);
