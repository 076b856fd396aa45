import { runChecks } from "./runtime/check";
import { VERIFY_CHECKS } from "./runtime/verify-checks";

const outcomes = await runChecks(VERIFY_CHECKS);
const failed = outcomes.filter(({ ok }) => !ok);
process.stdout.write(`\n${outcomes.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length ? 1 : 0;
