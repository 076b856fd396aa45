import removeBytes from "./assets/remove-bytes";
import sweepUploads from "./assets/sweep-uploads";
import recordAccess from "./audit/record-access";
import type { JobName } from "./contracts";
import checkGuardrail from "./campaigns/check-guardrail";
import resumePaused from "./campaigns/resume-paused";
import eraseCompany from "./deletion/erase-company";
import sweepDeletions from "./deletion/sweep-deletions";
import resolveUnknownSends from "./email/resolve-unknown-sends";
import sweepUnknownSends from "./email/sweep-unknown-sends";
import allowRuns from "./governance/allow-runs";
import blockRuns from "./governance/block-runs";
import enforceFreeze from "./governance/enforce-freeze";
import recheckFreeze from "./governance/recheck-freeze";
import restoreWorkflows from "./governance/restore-workflows";
import retestAccount from "./mailbox/retest-account";
import sweepTroubledAccounts from "./mailbox/sweep-troubled-accounts";
import sweepFreezes from "./governance/sweep-freezes";
import confirmDeployment from "./ignition/confirm-deployment";
import refreshCampaigns from "./ignition/refresh-campaigns";
import refreshCredentials from "./ignition/refresh-credentials";
import runCampaignStep from "./ignition/run-campaign-step";
import runIgnition from "./ignition/run-ignition";
import sweepUpgrades from "./ignition/sweep-upgrades";
import syncCampaign from "./ignition/sync-campaign";
import upgradeEngine from "./ignition/upgrade-engine";
import mailBudgetAlert from "./ingestion/mail-budget-alert";
import rebuildDailyStats from "./ingestion/rebuild-daily-stats";
import refreshRollups from "./metrics/refresh-rollups";
import reapLeases from "./ingestion/reap-leases";
import recordEvent from "./ingestion/record-event";
import sendAnswer from "./replies/send-answer";
import reportOutcomes from "./sequence/report-outcomes";
import sendClaim from "./sequence/send-claim";
import runImport from "./leads/run-import";
import sweepImports from "./leads/sweep-imports";
import dispatch from "./ledger/dispatch";
import sendInvite from "./tenancy/send-invite";

/** A contract without a handler does not compile. */
export const handlers = {
  "assets.remove_bytes": removeBytes,
  "assets.sweep_uploads": sweepUploads,
  "audit.record_access": recordAccess,
  "campaigns.check_guardrail": checkGuardrail,
  "campaigns.resume_paused": resumePaused,
  "mailbox.retest_account": retestAccount,
  "mailbox.sweep_troubled_accounts": sweepTroubledAccounts,
  "deletion.erase_company": eraseCompany,
  "deletion.sweep_deletions": sweepDeletions,
  "email.resolve_unknown_sends": resolveUnknownSends,
  "email.sweep_unknown_sends": sweepUnknownSends,
  "governance.allow_runs": allowRuns,
  "governance.block_runs": blockRuns,
  "governance.enforce_freeze": enforceFreeze,
  "governance.recheck_freeze": recheckFreeze,
  "governance.restore_workflows": restoreWorkflows,
  "governance.sweep_freezes": sweepFreezes,
  "ignition.confirm_deployment": confirmDeployment,
  "ignition.refresh_campaigns": refreshCampaigns,
  "ignition.refresh_credentials": refreshCredentials,
  "ignition.run_campaign_step": runCampaignStep,
  "ignition.run_ignition": runIgnition,
  "ignition.sweep_upgrades": sweepUpgrades,
  "ignition.sync_campaign": syncCampaign,
  "ignition.upgrade_engine": upgradeEngine,
  "ingestion.mail_budget_alert": mailBudgetAlert,
  "ingestion.rebuild_daily_stats": rebuildDailyStats,
  "leads.run_import": runImport,
  "leads.sweep_imports": sweepImports,
  "metrics.refresh_rollups": refreshRollups,
  "ingestion.reap_leases": reapLeases,
  "ingestion.record_event": recordEvent,
  "replies.send_answer": sendAnswer,
  "sequence.report_outcomes": reportOutcomes,
  "sequence.send_claim": sendClaim,
  "ledger.dispatch": dispatch,
  "tenancy.send_invite": sendInvite,
} satisfies { [N in JobName]: { contract: { name: N } } };
