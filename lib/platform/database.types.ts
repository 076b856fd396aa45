export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  genesis: {
    Tables: {
      address_salts: {
        Row: {
          created_at: string;
          salt: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          salt?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          salt?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      brand_profiles: {
        Row: {
          audience: string | null;
          calendly_link_1: string | null;
          calendly_link_2: string | null;
          company_name: string;
          description: string | null;
          language: string;
          offer: string | null;
          postal_address: string;
          problem: string | null;
          proof: string | null;
          revision: number;
          sender_email: string;
          sender_name: string;
          services: string[];
          tone: string | null;
          updated_at: string;
          website: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          audience?: string | null;
          calendly_link_1?: string | null;
          calendly_link_2?: string | null;
          company_name: string;
          description?: string | null;
          language?: string;
          offer?: string | null;
          postal_address: string;
          problem?: string | null;
          proof?: string | null;
          revision?: number;
          sender_email: string;
          sender_name: string;
          services?: string[];
          tone?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id: string;
        };
        Update: {
          audience?: string | null;
          calendly_link_1?: string | null;
          calendly_link_2?: string | null;
          company_name?: string;
          description?: string | null;
          language?: string;
          offer?: string | null;
          postal_address?: string;
          problem?: string | null;
          proof?: string | null;
          revision?: number;
          sender_email?: string;
          sender_name?: string;
          services?: string[];
          tone?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      campaign_audiences: {
        Row: {
          campaign_id: string;
          company: string | null;
          list_ids: string[];
          not_contacted_days: number | null;
          tags: string[];
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_id: string;
          company?: string | null;
          list_ids?: string[];
          not_contacted_days?: number | null;
          tags?: string[];
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          campaign_id?: string;
          company?: string | null;
          list_ids?: string[];
          not_contacted_days?: number | null;
          tags?: string[];
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      compute_accounts: {
        Row: {
          app_url: string;
          hour_at: string;
          id: number;
          installation: string;
          minute_at: string;
          paused_until: string;
          provider: string;
          strays: NonNullable<Json>;
          swept_at: string | null;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          app_url: string;
          hour_at: string;
          id?: never;
          installation: string;
          minute_at: string;
          paused_until: string;
          provider: string;
          strays?: NonNullable<Json>;
          swept_at?: string | null;
          workspace_id?: string | null;
        };
        Update: {
          app_url?: string;
          hour_at?: string;
          id?: never;
          installation?: string;
          minute_at?: string;
          paused_until?: string;
          provider?: string;
          strays?: NonNullable<Json>;
          swept_at?: string | null;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      credential_checks: {
        Row: {
          broken_since: string | null;
          checked_at: string;
          credential_id: string;
          message: string;
          next_check_at: string;
          outcome: string;
          right_at: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          broken_since?: string | null;
          checked_at: string;
          credential_id: string;
          message: string;
          next_check_at: string;
          outcome: string;
          right_at?: string | null;
          workspace_id: string;
        };
        Update: {
          broken_since?: string | null;
          checked_at?: string;
          credential_id?: string;
          message?: string;
          next_check_at?: string;
          outcome?: string;
          right_at?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "credential_checks_credential_id_fkey";
            columns: ["credential_id"];
            isOneToOne: false;
            referencedRelation: "credential_store";
            referencedColumns: ["id"];
          },
        ];
      };
      credential_store: {
        Row: {
          created_at: string;
          data_encrypted: string;
          id: string;
          masked: NonNullable<Json>;
          n8n_credential_id: string | null;
          name: string;
          type: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          data_encrypted: string;
          id?: string;
          masked?: NonNullable<Json>;
          n8n_credential_id?: string | null;
          name: string;
          type: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data_encrypted?: string;
          id?: string;
          masked?: NonNullable<Json>;
          n8n_credential_id?: string | null;
          name?: string;
          type?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      dns_checks: {
        Row: {
          checked_at: string;
          domain: string;
          findings: NonNullable<Json>;
          id: string;
          questions: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          checked_at: string;
          domain: string;
          findings: NonNullable<Json>;
          id?: string;
          questions: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        Update: {
          checked_at?: string;
          domain?: string;
          findings?: NonNullable<Json>;
          id?: string;
          questions?: NonNullable<Json>;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "dns_checks_workspace_id_domain_fkey";
            columns: ["workspace_id", "domain"];
            isOneToOne: false;
            referencedRelation: "sending_domains";
            referencedColumns: ["workspace_id", "domain"];
          },
        ];
      };
      dns_records: {
        Row: {
          action: string | null;
          code: string;
          decides: boolean;
          domain: string;
          instruction: string | null;
          name: string | null;
          purpose: string;
          relative_name: string | null;
          replaces: string[];
          value: string | null;
          verdict: string;
          words: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          action?: string | null;
          code: string;
          decides: boolean;
          domain: string;
          instruction?: string | null;
          name?: string | null;
          purpose: string;
          relative_name?: string | null;
          replaces?: string[];
          value?: string | null;
          verdict: string;
          words: string;
          workspace_id: string;
        };
        Update: {
          action?: string | null;
          code?: string;
          decides?: boolean;
          domain?: string;
          instruction?: string | null;
          name?: string | null;
          purpose?: string;
          relative_name?: string | null;
          replaces?: string[];
          value?: string | null;
          verdict?: string;
          words?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "dns_records_workspace_id_domain_fkey";
            columns: ["workspace_id", "domain"];
            isOneToOne: false;
            referencedRelation: "sending_domains";
            referencedColumns: ["workspace_id", "domain"];
          },
        ];
      };
      draft_failures: {
        Row: {
          campaign_id: string;
          failed_at: string;
          failures: number;
          lead_id: string;
          reason: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_id: string;
          failed_at?: string;
          failures?: number;
          lead_id: string;
          reason: string;
          workspace_id: string;
        };
        Update: {
          campaign_id?: string;
          failed_at?: string;
          failures?: number;
          lead_id?: string;
          reason?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      email_provider_config: {
        Row: {
          credential_id: string | null;
          mailbox: number;
          provider: string;
          removed_at: string | null;
          sender_email: string | null;
          sender_name: string | null;
          updated_at: string;
          uses_test_mailbox: boolean;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          credential_id?: string | null;
          mailbox?: number;
          provider: string;
          removed_at?: string | null;
          sender_email?: string | null;
          sender_name?: string | null;
          updated_at?: string;
          uses_test_mailbox?: boolean;
          workspace_id: string;
        };
        Update: {
          credential_id?: string | null;
          mailbox?: number;
          provider?: string;
          removed_at?: string | null;
          sender_email?: string | null;
          sender_name?: string | null;
          updated_at?: string;
          uses_test_mailbox?: boolean;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "email_provider_config_credential_id_fkey";
            columns: ["credential_id"];
            isOneToOne: false;
            referencedRelation: "credential_store";
            referencedColumns: ["id"];
          },
        ];
      };
      fleet_alerts: {
        Row: {
          closed_at: string | null;
          id: string;
          instance_id: string | null;
          kind: string;
          level: string;
          mailed_at: string | null;
          mails: number;
          notice: string | null;
          notice_due_at: string | null;
          opened_at: string;
          subject: string;
          words: string;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          closed_at?: string | null;
          id: string;
          instance_id?: string | null;
          kind: string;
          level: string;
          mailed_at?: string | null;
          mails?: number;
          notice?: string | null;
          notice_due_at?: string | null;
          opened_at: string;
          subject: string;
          words: string;
          workspace_id?: string | null;
        };
        Update: {
          closed_at?: string | null;
          id?: string;
          instance_id?: string | null;
          kind?: string;
          level?: string;
          mailed_at?: string | null;
          mails?: number;
          notice?: string | null;
          notice_due_at?: string | null;
          opened_at?: string;
          subject?: string;
          words?: string;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      fleet_evaluations: {
        Row: {
          calm_until: string | null;
          evaluator: string;
          id: number;
          last_evaluated_at: string;
          ping_answered_at: string | null;
          ping_tried_at: string | null;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          calm_until?: string | null;
          evaluator: string;
          id?: never;
          last_evaluated_at: string;
          ping_answered_at?: string | null;
          ping_tried_at?: string | null;
          workspace_id?: string | null;
        };
        Update: {
          calm_until?: string | null;
          evaluator?: string;
          id?: never;
          last_evaluated_at?: string;
          ping_answered_at?: string | null;
          ping_tried_at?: string | null;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      ignition_operations: {
        Row: {
          attempt: number;
          created_at: string;
          error: string | null;
          id: string;
          operation: string;
          result: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempt: number;
          created_at?: string;
          error?: string | null;
          id?: string;
          operation: string;
          result?: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        Update: {
          attempt?: number;
          created_at?: string;
          error?: string | null;
          id?: string;
          operation?: string;
          result?: NonNullable<Json>;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      ignition_state: {
        Row: {
          attempt: number;
          campaign_id: string | null;
          cancel_requested: boolean;
          completed_at: string | null;
          credential_ids: NonNullable<Json>;
          current_step: string | null;
          droplet_id: string | null;
          droplet_ip: string | null;
          droplet_size: string | null;
          error_code: string | null;
          error_message: string | null;
          error_step: string | null;
          partition_name: string | null;
          project_id: string | null;
          region: string | null;
          requested_by: string;
          rollback_completed_at: string | null;
          rollback_started_at: string | null;
          rollback_success: boolean | null;
          sending_route: string;
          sending_route_choice: string | null;
          sending_route_reason: string;
          sidecar_url: string | null;
          started_at: string;
          status: string;
          steps: NonNullable<Json>;
          total_steps: number;
          updated_at: string;
          webhook_url: string | null;
          workflow_ids: NonNullable<Json>;
          workflows_version: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempt?: number;
          campaign_id?: string | null;
          cancel_requested?: boolean;
          completed_at?: string | null;
          credential_ids?: NonNullable<Json>;
          current_step?: string | null;
          droplet_id?: string | null;
          droplet_ip?: string | null;
          droplet_size?: string | null;
          error_code?: string | null;
          error_message?: string | null;
          error_step?: string | null;
          partition_name?: string | null;
          project_id?: string | null;
          region?: string | null;
          requested_by: string;
          rollback_completed_at?: string | null;
          rollback_started_at?: string | null;
          rollback_success?: boolean | null;
          sending_route?: string;
          sending_route_choice?: string | null;
          sending_route_reason?: string;
          sidecar_url?: string | null;
          started_at?: string;
          status?: string;
          steps?: NonNullable<Json>;
          total_steps: number;
          updated_at?: string;
          webhook_url?: string | null;
          workflow_ids?: NonNullable<Json>;
          workflows_version?: string | null;
          workspace_id: string;
        };
        Update: {
          attempt?: number;
          campaign_id?: string | null;
          cancel_requested?: boolean;
          completed_at?: string | null;
          credential_ids?: NonNullable<Json>;
          current_step?: string | null;
          droplet_id?: string | null;
          droplet_ip?: string | null;
          droplet_size?: string | null;
          error_code?: string | null;
          error_message?: string | null;
          error_step?: string | null;
          partition_name?: string | null;
          project_id?: string | null;
          region?: string | null;
          requested_by?: string;
          rollback_completed_at?: string | null;
          rollback_started_at?: string | null;
          rollback_success?: boolean | null;
          sending_route?: string;
          sending_route_choice?: string | null;
          sending_route_reason?: string;
          sidecar_url?: string | null;
          started_at?: string;
          status?: string;
          steps?: NonNullable<Json>;
          total_steps?: number;
          updated_at?: string;
          webhook_url?: string | null;
          workflow_ids?: NonNullable<Json>;
          workflows_version?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      infrastructure_config: {
        Row: {
          daily_limit: number;
          region: string | null;
          revision: number;
          send_window: NonNullable<Json>;
          size: string | null;
          time_zone: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          daily_limit: number;
          region?: string | null;
          revision?: number;
          send_window: NonNullable<Json>;
          size?: string | null;
          time_zone: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          daily_limit?: number;
          region?: string | null;
          revision?: number;
          send_window?: NonNullable<Json>;
          size?: string | null;
          time_zone?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      instance_heartbeats: {
        Row: {
          at: string;
          cpu_percent: number | null;
          disk_percent: number | null;
          id: number;
          instance_id: string;
          memory_percent: number | null;
          n8n_healthy: boolean | null;
          previous_state: string | null;
          reason: string | null;
          state: string;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          cpu_percent?: number | null;
          disk_percent?: number | null;
          id?: never;
          instance_id: string;
          memory_percent?: number | null;
          n8n_healthy?: boolean | null;
          previous_state?: string | null;
          reason?: string | null;
          state: string;
          workspace_id?: string | null;
        };
        Update: {
          at?: string;
          cpu_percent?: number | null;
          disk_percent?: number | null;
          id?: never;
          instance_id?: string;
          memory_percent?: number | null;
          n8n_healthy?: boolean | null;
          previous_state?: string | null;
          reason?: string | null;
          state?: string;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      instance_remedies: {
        Row: {
          cause: string;
          ended_at: string | null;
          evidence: string | null;
          id: string;
          instance_id: string;
          is_forgotten: boolean;
          round: number;
          started_at: string | null;
          state: string;
          step: string;
          wanted_at: string;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          cause: string;
          ended_at?: string | null;
          evidence?: string | null;
          id: string;
          instance_id: string;
          is_forgotten?: boolean;
          round: number;
          started_at?: string | null;
          state: string;
          step: string;
          wanted_at: string;
          workspace_id?: string | null;
        };
        Update: {
          cause?: string;
          ended_at?: string | null;
          evidence?: string | null;
          id?: string;
          instance_id?: string;
          is_forgotten?: boolean;
          round?: number;
          started_at?: string | null;
          state?: string;
          step?: string;
          wanted_at?: string;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      lead_findings: {
        Row: {
          dated: string | null;
          fact: string;
          found_at: string;
          lead_id: string;
          number: number;
          quote: string;
          source: string;
          url: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          dated?: string | null;
          fact: string;
          found_at?: string;
          lead_id: string;
          number: number;
          quote: string;
          source: string;
          url: string;
          workspace_id: string;
        };
        Update: {
          dated?: string | null;
          fact?: string;
          found_at?: string;
          lead_id?: string;
          number?: number;
          quote?: string;
          source?: string;
          url?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      lead_import_files: {
        Row: {
          bytes: string;
          created_at: string;
          import_id: string;
          mapping: Json | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          bytes: string;
          created_at?: string;
          import_id: string;
          mapping?: Json | null;
          workspace_id: string;
        };
        Update: {
          bytes?: string;
          created_at?: string;
          import_id?: string;
          mapping?: Json | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "lead_import_files_import_id_fkey";
            columns: ["import_id"];
            isOneToOne: true;
            referencedRelation: "lead_imports";
            referencedColumns: ["id"];
          },
        ];
      };
      lead_imports: {
        Row: {
          created_at: string;
          errors: NonNullable<Json>;
          file_name: string;
          held: number;
          id: string;
          imported: number;
          processed: number;
          read_to: number;
          skipped: number;
          status: string;
          stopped: number;
          total: number;
          updated: number;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          errors?: NonNullable<Json>;
          file_name: string;
          held?: number;
          id?: string;
          imported?: number;
          processed?: number;
          read_to?: number;
          skipped?: number;
          status?: string;
          stopped?: number;
          total: number;
          updated?: number;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          errors?: NonNullable<Json>;
          file_name?: string;
          held?: number;
          id?: string;
          imported?: number;
          processed?: number;
          read_to?: number;
          skipped?: number;
          status?: string;
          stopped?: number;
          total?: number;
          updated?: number;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      lead_list_members: {
        Row: {
          is_new: boolean;
          lead_id: string;
          list_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          is_new?: boolean;
          lead_id: string;
          list_id: string;
          workspace_id: string;
        };
        Update: {
          is_new?: boolean;
          lead_id?: string;
          list_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "lead_list_members_list_id_fkey";
            columns: ["list_id"];
            isOneToOne: false;
            referencedRelation: "lead_lists";
            referencedColumns: ["id"];
          },
        ];
      };
      lead_lists: {
        Row: {
          created_at: string;
          id: string;
          import_id: string | null;
          name: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id?: string;
          import_id?: string | null;
          name: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          import_id?: string | null;
          name?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "lead_lists_import_id_fkey";
            columns: ["import_id"];
            isOneToOne: true;
            referencedRelation: "lead_imports";
            referencedColumns: ["id"];
          },
        ];
      };
      lead_sources: {
        Row: {
          cost_usd: number | null;
          documents: NonNullable<Json>;
          lead_id: string;
          outcome: string;
          read_at: string;
          reason: string | null;
          source: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          cost_usd?: number | null;
          documents?: NonNullable<Json>;
          lead_id: string;
          outcome: string;
          read_at: string;
          reason?: string | null;
          source: string;
          workspace_id: string;
        };
        Update: {
          cost_usd?: number | null;
          documents?: NonNullable<Json>;
          lead_id?: string;
          outcome?: string;
          read_at?: string;
          reason?: string | null;
          source?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      leads: {
        Row: {
          company: string | null;
          created_at: string;
          custom: NonNullable<Json>;
          domain_keys: string[];
          email: string;
          first_name: string | null;
          held_for: string | null;
          id: string;
          last_name: string | null;
          mailbox: number | null;
          notes: string | null;
          research: string | null;
          research_asked_at: string | null;
          status: string;
          status_changed_at: string | null;
          tags: string[];
          title: string | null;
          updated_at: string;
          website: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          created_at?: string;
          custom?: NonNullable<Json>;
          domain_keys?: string[];
          email: string;
          first_name?: string | null;
          held_for?: string | null;
          id?: string;
          last_name?: string | null;
          mailbox?: number | null;
          notes?: string | null;
          research?: string | null;
          research_asked_at?: string | null;
          status?: string;
          status_changed_at?: string | null;
          tags?: string[];
          title?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id: string;
        };
        Update: {
          company?: string | null;
          created_at?: string;
          custom?: NonNullable<Json>;
          domain_keys?: string[];
          email?: string;
          first_name?: string | null;
          held_for?: string | null;
          id?: string;
          last_name?: string | null;
          mailbox?: number | null;
          notes?: string | null;
          research?: string | null;
          research_asked_at?: string | null;
          status?: string;
          status_changed_at?: string | null;
          tags?: string[];
          title?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      leads_unassigned: {
        Row: {
          company: string | null;
          created_at: string;
          custom: NonNullable<Json>;
          domain_keys: string[];
          email: string;
          first_name: string | null;
          held_for: string | null;
          id: string;
          last_name: string | null;
          mailbox: number | null;
          notes: string | null;
          research: string | null;
          research_asked_at: string | null;
          status: string;
          status_changed_at: string | null;
          tags: string[];
          title: string | null;
          updated_at: string;
          website: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          created_at?: string;
          custom?: NonNullable<Json>;
          domain_keys?: string[];
          email: string;
          first_name?: string | null;
          held_for?: string | null;
          id?: string;
          last_name?: string | null;
          mailbox?: number | null;
          notes?: string | null;
          research?: string | null;
          research_asked_at?: string | null;
          status?: string;
          status_changed_at?: string | null;
          tags?: string[];
          title?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id: string;
        };
        Update: {
          company?: string | null;
          created_at?: string;
          custom?: NonNullable<Json>;
          domain_keys?: string[];
          email?: string;
          first_name?: string | null;
          held_for?: string | null;
          id?: string;
          last_name?: string | null;
          mailbox?: number | null;
          notes?: string | null;
          research?: string | null;
          research_asked_at?: string | null;
          status?: string;
          status_changed_at?: string | null;
          tags?: string[];
          title?: string | null;
          updated_at?: string;
          website?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      link_clicks: {
        Row: {
          at: string;
          claim_id: string;
          id: string;
          link: number | null;
          machine: string | null;
          reported_at: string | null;
          visitor: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          claim_id: string;
          id?: string;
          link?: number | null;
          machine?: string | null;
          reported_at?: string | null;
          visitor?: string | null;
          workspace_id: string;
        };
        Update: {
          at?: string;
          claim_id?: string;
          id?: string;
          link?: number | null;
          machine?: string | null;
          reported_at?: string | null;
          visitor?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      machines: {
        Row: {
          address: string | null;
          asked_at: string | null;
          asks: number;
          bootstrap_expires_at: string | null;
          bootstrap_hash: string | null;
          bootstrapped_at: string | null;
          certificate: string | null;
          egress: Json | null;
          hourly_micros: number;
          id: string;
          missing_since: string | null;
          monthly_cents: number;
          name: string;
          ordered_at: string;
          provider: string;
          public_key: string | null;
          region: string;
          size: string;
          state: string;
          suspected_at: string | null;
          terminated_at: string | null;
          termination: Json | null;
          vendor_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          address?: string | null;
          asked_at?: string | null;
          asks?: number;
          bootstrap_expires_at?: string | null;
          bootstrap_hash?: string | null;
          bootstrapped_at?: string | null;
          certificate?: string | null;
          egress?: Json | null;
          hourly_micros: number;
          id: string;
          missing_since?: string | null;
          monthly_cents: number;
          name: string;
          ordered_at: string;
          provider: string;
          public_key?: string | null;
          region: string;
          size: string;
          state: string;
          suspected_at?: string | null;
          terminated_at?: string | null;
          termination?: Json | null;
          vendor_id?: string | null;
          workspace_id: string;
        };
        Update: {
          address?: string | null;
          asked_at?: string | null;
          asks?: number;
          bootstrap_expires_at?: string | null;
          bootstrap_hash?: string | null;
          bootstrapped_at?: string | null;
          certificate?: string | null;
          egress?: Json | null;
          hourly_micros?: number;
          id?: string;
          missing_since?: string | null;
          monthly_cents?: number;
          name?: string;
          ordered_at?: string;
          provider?: string;
          public_key?: string | null;
          region?: string;
          size?: string;
          state?: string;
          suspected_at?: string | null;
          terminated_at?: string | null;
          termination?: Json | null;
          vendor_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      mail_account_checks: {
        Row: {
          checked_at: string;
          credential_id: string;
          failures: number;
          held: boolean;
          mailbox: number;
          message: string;
          next_check_at: string | null;
          ok: boolean;
          protocol: string;
          stage: string | null;
          trouble: string | null;
          troubles: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          checked_at?: string;
          credential_id: string;
          failures?: number;
          held?: boolean;
          mailbox?: number;
          message: string;
          next_check_at?: string | null;
          ok: boolean;
          protocol: string;
          stage?: string | null;
          trouble?: string | null;
          troubles?: number;
          workspace_id: string;
        };
        Update: {
          checked_at?: string;
          credential_id?: string;
          failures?: number;
          held?: boolean;
          mailbox?: number;
          message?: string;
          next_check_at?: string | null;
          ok?: boolean;
          protocol?: string;
          stage?: string | null;
          trouble?: string | null;
          troubles?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "mail_account_checks_credential_id_fkey";
            columns: ["credential_id"];
            isOneToOne: false;
            referencedRelation: "credential_store";
            referencedColumns: ["id"];
          },
        ];
      };
      mail_consents: {
        Row: {
          created_at: string;
          purpose: string;
          state_hash: string;
          user_id: string;
          verifier: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          purpose: string;
          state_hash: string;
          user_id: string;
          verifier: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          purpose?: string;
          state_hash?: string;
          user_id?: string;
          verifier?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      mailbox_pacing: {
        Row: {
          counted_since: string | null;
          daily_limit: number | null;
          domain_limit: number;
          gap_from_seconds: number;
          gap_to_seconds: number;
          guardrail: string | null;
          guardrail_at: string | null;
          mailbox: number;
          ramp_since: string | null;
          ramp_up: boolean;
          replies_read_since: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          counted_since?: string | null;
          daily_limit?: number | null;
          domain_limit?: number;
          gap_from_seconds?: number;
          gap_to_seconds?: number;
          guardrail?: string | null;
          guardrail_at?: string | null;
          mailbox?: number;
          ramp_since?: string | null;
          ramp_up?: boolean;
          replies_read_since?: string | null;
          workspace_id: string;
        };
        Update: {
          counted_since?: string | null;
          daily_limit?: number | null;
          domain_limit?: number;
          gap_from_seconds?: number;
          gap_to_seconds?: number;
          guardrail?: string | null;
          guardrail_at?: string | null;
          mailbox?: number;
          ramp_since?: string | null;
          ramp_up?: boolean;
          replies_read_since?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      onboarding_drafts: {
        Row: {
          part: string;
          read: NonNullable<Json>;
          revision: string;
          typed: NonNullable<Json>;
          updated_at: string;
          user_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          part: string;
          read: NonNullable<Json>;
          revision?: string;
          typed: NonNullable<Json>;
          updated_at?: string;
          user_id: string;
          workspace_id: string;
        };
        Update: {
          part?: string;
          read?: NonNullable<Json>;
          revision?: string;
          typed?: NonNullable<Json>;
          updated_at?: string;
          user_id?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      onboarding_progress: {
        Row: {
          booking_checks: NonNullable<Json>;
          current_step: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          booking_checks?: NonNullable<Json>;
          current_step: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          booking_checks?: NonNullable<Json>;
          current_step?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      partition_registry: {
        Row: {
          created_at: string;
          login_role: string | null;
          partition_name: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          login_role?: string | null;
          partition_name: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          login_role?: string | null;
          partition_name?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      reply_mailboxes: {
        Row: {
          begins_at: string | null;
          credential_id: string;
          failing_since: string | null;
          failures: number;
          last_uid: number;
          mailbox: number;
          next_read_at: string;
          problem: string | null;
          read_at: string | null;
          revision: number;
          stage: string | null;
          stuck: number;
          told_at: string | null;
          uid_validity: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          begins_at?: string | null;
          credential_id: string;
          failing_since?: string | null;
          failures?: number;
          last_uid?: number;
          mailbox: number;
          next_read_at?: string;
          problem?: string | null;
          read_at?: string | null;
          revision?: number;
          stage?: string | null;
          stuck?: number;
          told_at?: string | null;
          uid_validity?: string | null;
          workspace_id: string;
        };
        Update: {
          begins_at?: string | null;
          credential_id?: string;
          failing_since?: string | null;
          failures?: number;
          last_uid?: number;
          mailbox?: number;
          next_read_at?: string;
          problem?: string | null;
          read_at?: string | null;
          revision?: number;
          stage?: string | null;
          stuck?: number;
          told_at?: string | null;
          uid_validity?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "reply_mailboxes_credential_id_fkey";
            columns: ["credential_id"];
            isOneToOne: false;
            referencedRelation: "credential_store";
            referencedColumns: ["id"];
          },
        ];
      };
      sandbox_test_runs: {
        Row: {
          campaign_id: string;
          claim_id: string;
          claimed_at: string | null;
          completed_at: string | null;
          created_at: string;
          drawing: NonNullable<Json>;
          error: string | null;
          execution_id: string | null;
          id: string;
          instance: string;
          requested_by: string;
          result: NonNullable<Json>;
          started_at: string | null;
          status: string;
          template: string;
          test_email: string;
          test_lead: NonNullable<Json>;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_id: string;
          claim_id?: string;
          claimed_at?: string | null;
          completed_at?: string | null;
          created_at: string;
          drawing: NonNullable<Json>;
          error?: string | null;
          execution_id?: string | null;
          id?: string;
          instance: string;
          requested_by: string;
          result?: NonNullable<Json>;
          started_at?: string | null;
          status?: string;
          template: string;
          test_email: string;
          test_lead?: NonNullable<Json>;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          campaign_id?: string;
          claim_id?: string;
          claimed_at?: string | null;
          completed_at?: string | null;
          created_at?: string;
          drawing?: NonNullable<Json>;
          error?: string | null;
          execution_id?: string | null;
          id?: string;
          instance?: string;
          requested_by?: string;
          result?: NonNullable<Json>;
          started_at?: string | null;
          status?: string;
          template?: string;
          test_email?: string;
          test_lead?: NonNullable<Json>;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      sending_domains: {
        Row: {
          checked_at: string;
          dns_host: string | null;
          domain: string;
          failing_since: string | null;
          mail_host: string | null;
          message: string;
          next_check_at: string | null;
          paused_at: string | null;
          rechecks: number;
          records_url: string | null;
          status: string;
          unverified_since: string | null;
          verified_at: string | null;
          workspace_id: string;
          zone: string | null;
        };
        ComputedFields: never;
        Insert: {
          checked_at: string;
          dns_host?: string | null;
          domain: string;
          failing_since?: string | null;
          mail_host?: string | null;
          message: string;
          next_check_at?: string | null;
          paused_at?: string | null;
          rechecks?: number;
          records_url?: string | null;
          status: string;
          unverified_since?: string | null;
          verified_at?: string | null;
          workspace_id: string;
          zone?: string | null;
        };
        Update: {
          checked_at?: string;
          dns_host?: string | null;
          domain?: string;
          failing_since?: string | null;
          mail_host?: string | null;
          message?: string;
          next_check_at?: string | null;
          paused_at?: string | null;
          rechecks?: number;
          records_url?: string | null;
          status?: string;
          unverified_since?: string | null;
          verified_at?: string | null;
          workspace_id?: string;
          zone?: string | null;
        };
        Relationships: [];
      };
      sequence_emails: {
        Row: {
          approved_hash: string | null;
          attempts: number;
          body: string;
          campaign_id: string;
          claim_id: string | null;
          claimed_at: string | null;
          claimed_hash: string | null;
          confirmed_at: string | null;
          confirms: boolean;
          decided_at: string | null;
          decided_by: string | null;
          draft_source: string;
          drafted_at: string;
          edited_by: string | null;
          gateway_claim_id: string | null;
          holes: string[];
          id: string;
          lead_id: string;
          mailbox: number;
          message_id: string | null;
          missing: string[];
          not_before: string | null;
          outcome_detail: string | null;
          provider_message_id: string | null;
          reported_at: string | null;
          same_thread: boolean;
          sent_as: Json | null;
          sent_at: string | null;
          signature: string | null;
          signs: boolean;
          status: string;
          step: number;
          subject: string;
          template: Json | null;
          to_email: string;
          variant: number;
          version: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          approved_hash?: string | null;
          attempts?: number;
          body: string;
          campaign_id: string;
          claim_id?: string | null;
          claimed_at?: string | null;
          claimed_hash?: string | null;
          confirmed_at?: string | null;
          confirms?: boolean;
          decided_at?: string | null;
          decided_by?: string | null;
          draft_source: string;
          drafted_at?: string;
          edited_by?: string | null;
          gateway_claim_id?: string | null;
          holes?: string[];
          id?: string;
          lead_id: string;
          mailbox?: number;
          message_id?: string | null;
          missing?: string[];
          not_before?: string | null;
          outcome_detail?: string | null;
          provider_message_id?: string | null;
          reported_at?: string | null;
          same_thread?: boolean;
          sent_as?: Json | null;
          sent_at?: string | null;
          signature?: string | null;
          signs?: boolean;
          status?: string;
          step: number;
          subject: string;
          template?: Json | null;
          to_email: string;
          variant?: number;
          version?: number;
          workspace_id: string;
        };
        Update: {
          approved_hash?: string | null;
          attempts?: number;
          body?: string;
          campaign_id?: string;
          claim_id?: string | null;
          claimed_at?: string | null;
          claimed_hash?: string | null;
          confirmed_at?: string | null;
          confirms?: boolean;
          decided_at?: string | null;
          decided_by?: string | null;
          draft_source?: string;
          drafted_at?: string;
          edited_by?: string | null;
          gateway_claim_id?: string | null;
          holes?: string[];
          id?: string;
          lead_id?: string;
          mailbox?: number;
          message_id?: string | null;
          missing?: string[];
          not_before?: string | null;
          outcome_detail?: string | null;
          provider_message_id?: string | null;
          reported_at?: string | null;
          same_thread?: boolean;
          sent_as?: Json | null;
          sent_at?: string | null;
          signature?: string | null;
          signs?: boolean;
          status?: string;
          step?: number;
          subject?: string;
          template?: Json | null;
          to_email?: string;
          variant?: number;
          version?: number;
          workspace_id?: string;
        };
        Relationships: [];
      };
      sequence_holds: {
        Row: {
          created_at: string;
          lead_id: string;
          reason: string;
          thread_id: string;
          until: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          lead_id: string;
          reason: string;
          thread_id: string;
          until?: string | null;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          lead_id?: string;
          reason?: string;
          thread_id?: string;
          until?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      sequences: {
        Row: {
          campaign_id: string;
          revision: number;
          signature: string;
          signature_parts: NonNullable<Json>;
          steps: NonNullable<Json>;
          updated_at: string;
          updated_by: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_id: string;
          revision?: number;
          signature?: string;
          signature_parts?: NonNullable<Json>;
          steps: NonNullable<Json>;
          updated_at?: string;
          updated_by?: string | null;
          workspace_id: string;
        };
        Update: {
          campaign_id?: string;
          revision?: number;
          signature?: string;
          signature_parts?: NonNullable<Json>;
          steps?: NonNullable<Json>;
          updated_at?: string;
          updated_by?: string | null;
          workspace_id?: string;
        };
        Relationships: [];
      };
      tracking_checks: {
        Row: {
          checked_at: string;
          findings: NonNullable<Json>;
          host: string;
          id: string;
          questions: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          checked_at: string;
          findings: NonNullable<Json>;
          host: string;
          id?: string;
          questions: NonNullable<Json>;
          status: string;
          workspace_id: string;
        };
        Update: {
          checked_at?: string;
          findings?: NonNullable<Json>;
          host?: string;
          id?: string;
          questions?: NonNullable<Json>;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      tracking_domains: {
        Row: {
          checked_at: string | null;
          dns_host: string | null;
          failing_since: string | null;
          host: string | null;
          next_check_at: string | null;
          rechecks: number;
          records_url: string | null;
          status: string | null;
          token: string | null;
          track_clicks: boolean;
          track_opens: boolean;
          unverified_since: string | null;
          verified_at: string | null;
          workspace_id: string;
          zone: string | null;
        };
        ComputedFields: never;
        Insert: {
          checked_at?: string | null;
          dns_host?: string | null;
          failing_since?: string | null;
          host?: string | null;
          next_check_at?: string | null;
          rechecks?: number;
          records_url?: string | null;
          status?: string | null;
          token?: string | null;
          track_clicks?: boolean;
          track_opens?: boolean;
          unverified_since?: string | null;
          verified_at?: string | null;
          workspace_id: string;
          zone?: string | null;
        };
        Update: {
          checked_at?: string | null;
          dns_host?: string | null;
          failing_since?: string | null;
          host?: string | null;
          next_check_at?: string | null;
          rechecks?: number;
          records_url?: string | null;
          status?: string | null;
          token?: string | null;
          track_clicks?: boolean;
          track_opens?: boolean;
          unverified_since?: string | null;
          verified_at?: string | null;
          workspace_id?: string;
          zone?: string | null;
        };
        Relationships: [];
      };
      tracking_holders: {
        Row: {
          held_from: string;
          held_until: string | null;
          host: string;
          proof: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          held_from: string;
          held_until?: string | null;
          host: string;
          proof: string;
          workspace_id: string;
        };
        Update: {
          held_from?: string;
          held_until?: string | null;
          host?: string;
          proof?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      vault_secrets: {
        Row: {
          created_at: string;
          data_encrypted: string;
          id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          data_encrypted: string;
          id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data_encrypted?: string;
          id?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      watchdog_drifts: {
        Row: {
          alerted_at: string | null;
          campaign_id: string | null;
          closed_at: string | null;
          first_seen_at: string;
          id: string;
          kind: string;
          last_seen_at: string;
          last_try_at: string | null;
          sightings: number;
          state: string;
          subject: string;
          title: string;
          tries: number;
          words: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          alerted_at?: string | null;
          campaign_id?: string | null;
          closed_at?: string | null;
          first_seen_at: string;
          id: string;
          kind: string;
          last_seen_at: string;
          last_try_at?: string | null;
          sightings?: number;
          state?: string;
          subject: string;
          title: string;
          tries?: number;
          words: string;
          workspace_id: string;
        };
        Update: {
          alerted_at?: string | null;
          campaign_id?: string | null;
          closed_at?: string | null;
          first_seen_at?: string;
          id?: string;
          kind?: string;
          last_seen_at?: string;
          last_try_at?: string | null;
          sightings?: number;
          state?: string;
          subject?: string;
          title?: string;
          tries?: number;
          words?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      watchdog_runs: {
        Row: {
          cause: string;
          closed: number;
          completed_at: string | null;
          error: string | null;
          found: number;
          healed: number;
          held_kinds: string[];
          id: string;
          reached: boolean | null;
          started_at: string;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          cause: string;
          closed?: number;
          completed_at?: string | null;
          error?: string | null;
          found?: number;
          healed?: number;
          held_kinds?: string[];
          id: string;
          reached?: boolean | null;
          started_at?: string;
          status?: string;
          workspace_id: string;
        };
        Update: {
          cause?: string;
          closed?: number;
          completed_at?: string | null;
          error?: string | null;
          found?: number;
          healed?: number;
          held_kinds?: string[];
          id?: string;
          reached?: boolean | null;
          started_at?: string;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      workflow_execution_events: {
        Row: {
          created_at: string;
          data: NonNullable<Json>;
          event_type: string;
          execution_id: string;
          id: string;
          node_name: string | null;
          node_type: string | null;
          occurred_at: string;
          position: number;
          run_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at: string;
          data?: NonNullable<Json>;
          event_type: string;
          execution_id: string;
          id: string;
          node_name?: string | null;
          node_type?: string | null;
          occurred_at: string;
          position?: never;
          run_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data?: NonNullable<Json>;
          event_type?: string;
          execution_id?: string;
          id?: string;
          node_name?: string | null;
          node_type?: string | null;
          occurred_at?: string;
          position?: never;
          run_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_execution_events_run_id_fkey";
            columns: ["run_id"];
            isOneToOne: false;
            referencedRelation: "sandbox_test_runs";
            referencedColumns: ["id"];
          },
        ];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      audience_size: {
        Args: { p_campaign_id: string; p_workspace_id: string };
        Returns: {
          contacted: number;
          people: number;
        }[];
      };
      campaign_gates: {
        Args: { p_campaign_id: string; p_step: number; p_workspace_id: string };
        Returns: {
          code: string;
          until: string;
        }[];
      };
      claim_due_emails: {
        Args: {
          p_campaign_id: string;
          p_confirms: boolean;
          p_limit: number;
          p_mailbox?: number;
          p_step: number;
          p_unsubscribe_url: string;
          p_workspace_id: string;
        };
        Returns: {
          claim_id: string;
          from_email: string;
          from_name: string;
          html_body: string;
          in_reply_to: string;
          lead_id: string;
          list_unsubscribe: string;
          list_unsubscribe_post: string;
          message_id: string;
          subject: string;
          text_body: string;
          thread_ids: string;
          to_email: string;
          to_name: string;
        }[];
      };
      confirm_claim: {
        Args: { p_claim_id: string; p_once: boolean; p_unsubscribe_url: string; p_workspace_id: string };
        Returns: {
          confirmed_at: string;
          withdrawn: string;
        }[];
      };
      continue_ledger: { Args: Record<PropertyKey, never>; Returns: undefined };
      count_company_rows: { Args: { p_workspace_id: string }; Returns: Json };
      create_leads_partition: { Args: { p_workspace_id: string }; Returns: string };
      decide_drafts: {
        Args: {
          p_at: string;
          p_campaign_id: string;
          p_decided_by: string;
          p_decision: string;
          p_items: Json;
          p_unsubscribe_url: string;
          p_workspace_id: string;
        };
        Returns: {
          hash: string;
          id: string;
          result: string;
        }[];
      };
      delivery_counts: {
        Args: { p_mailbox: number; p_workspace_id: string };
        Returns: {
          bounced: number;
          complained: number;
          sent: number;
        }[];
      };
      domains_to_check: {
        Args: { p_at: string; p_workspace_id: string };
        Returns: {
          domain: string;
        }[];
      };
      drop_instance_login: { Args: { p_workspace_id: string }; Returns: undefined };
      due_by_day: {
        Args: { p_days: number; p_workspace_id: string };
        Returns: {
          campaign_id: string;
          day: string;
          domain: string;
          emails: number;
          got_today: number;
          mailbox: number;
          step: number;
        }[];
      };
      edit_draft: {
        Args: {
          p_body: string;
          p_edited_by: string;
          p_holes: string[];
          p_id: string;
          p_subject: string;
          p_version: number;
          p_workspace_id: string;
        };
        Returns: {
          campaign_id: string;
          review_again: boolean;
          step: number;
          to_email: string;
        }[];
      };
      erase_company: { Args: { p_workspace_id: string }; Returns: undefined };
      erase_copies_of_leads: { Args: { p_lead_ids: string[]; p_workspace_id: string }; Returns: string[] };
      erase_lead: { Args: { p_keep_out: boolean; p_lead_id: string; p_workspace_id: string }; Returns: boolean };
      erase_mail_of_leads: {
        Args: { p_lead_ids: string[]; p_workspace_id: string };
        Returns: {
          assets: string[];
          conversations: number;
          messages: number;
          project_id: string;
        }[];
      };
      explain_due: {
        Args: { p_campaign_id: string; p_step: number; p_workspace_id: string };
        Returns: {
          code: string;
          count: number;
          until: string;
        }[];
      };
      fail_drafts: {
        Args: { p_campaign_id: string; p_lead_id: string; p_reason: string; p_workspace_id: string };
        Returns: number;
      };
      first_sent_at: { Args: { p_mailbox: number; p_workspace_id: string }; Returns: string };
      first_sequence: { Args: { p_workspace_id: string }; Returns: Record<string, unknown> };
      follow_mail_provider: { Args: { p_workspace_id: string }; Returns: number };
      forget_words: { Args: { p_project_id: string; p_words: string[] }; Returns: number };
      hold_leads: {
        Args: { p_lead_ids: string[]; p_reason: string; p_thread_id: string; p_until: string; p_workspace_id: string };
        Returns: number;
      };
      import_rows: {
        Args: { p_project_id: string; p_rows: Json; p_table: string; p_workspace_id: string };
        Returns: undefined;
      };
      imported_variables: { Args: { p_workspace_id: string }; Returns: string[] };
      keys_to_check: {
        Args: { p_at: string; p_workspace_id: string };
        Returns: {
          credential_id: string;
          type: string;
        }[];
      };
      lead_timeline: {
        Args: { p_lead_id: string; p_workspace_id: string };
        Returns: {
          at: string;
          body: string;
          campaign: string;
          detail: string;
          kind: string;
          step: number;
          subject: string;
        }[];
      };
      leads_to_prepare: {
        Args: { p_campaign_id: string; p_limit: number; p_workspace_id: string };
        Returns: {
          company: string;
          email: string;
          first_name: string;
          last_name: string;
          lead_id: string;
          notes: string;
          research: string;
          steps: Json;
          title: string;
          website: string;
        }[];
      };
      leads_to_research: {
        Args: { p_campaign_id: string; p_limit: number; p_workspace_id: string };
        Returns: {
          company: string;
          email: string;
          first_name: string;
          last_name: string;
          lead_id: string;
          notes: string;
          title: string;
          website: string;
        }[];
      };
      lengthen_delays: { Args: { p_workspace_id: string }; Returns: number };
      mail_provider: { Args: { p_workspace_id: string }; Returns: string };
      mailboxes_now: {
        Args: { p_workspace_id: string };
        Returns: {
          account: string;
          address: string;
          daily_limit: number;
          held: boolean;
          mailbox: number;
          people: number;
          removed_at: string;
          sender_name: string;
          sent_today: number;
          test: Json;
          use_test_mailbox: boolean;
          waiting: number;
        }[];
      };
      move_people: {
        Args: { p_from: number; p_to: number; p_unsubscribe_url: string; p_workspace_id: string };
        Returns: {
          moved: number;
          voided: number;
        }[];
      };
      open_claim: {
        Args: { p_claim_id: string; p_unsubscribe_url: string; p_workspace_id: string };
        Returns: {
          claim_id: string;
          from_email: string;
          from_name: string;
          html_body: string;
          in_reply_to: string;
          lead_id: string;
          list_unsubscribe: string;
          list_unsubscribe_post: string;
          mailbox: number;
          message_id: string;
          subject: string;
          text_body: string;
          thread_ids: string;
          to_email: string;
          to_name: string;
        }[];
      };
      pacing_now: {
        Args: { p_mailbox: number; p_workspace_id: string };
        Returns: {
          domain_limit: number;
          gap_from_seconds: number;
          gap_to_seconds: number;
          guardrail: string;
          guardrail_at: string;
          next_slot_at: string;
          paced: boolean;
          ramp_limit: number;
          ramp_up: boolean;
          replies_heard: boolean;
          replies_read_since: string;
        }[];
      };
      preview_audience: {
        Args: {
          p_company: string;
          p_list_ids: string[];
          p_not_contacted_days: number;
          p_tags: string[];
          p_workspace_id: string;
        };
        Returns: {
          contacted: number;
          people: number;
        }[];
      };
      preview_email: {
        Args: {
          p_campaign_id: string;
          p_lead_id: string;
          p_signature_parts: Json;
          p_step: number;
          p_steps: Json;
          p_unsubscribe_url: string;
          p_variant: number;
          p_workspace_id: string;
        };
        Returns: {
          from_email: string;
          from_name: string;
          html_body: string;
          lead_id: string;
          missing: string[];
          reply_to: string;
          subject: string;
          text_body: string;
          to_email: string;
          to_name: string;
        }[];
      };
      preview_for_test_person: {
        Args: {
          p_campaign_id: string;
          p_person: Json;
          p_signature_parts: Json;
          p_step: number;
          p_steps: Json;
          p_unsubscribe_url: string;
          p_workspace_id: string;
        };
        Returns: {
          from_email: string;
          from_name: string;
          html_body: string;
          lead_id: string;
          missing: string[];
          reply_to: string;
          subject: string;
          text_body: string;
          to_email: string;
          to_name: string;
        }[];
      };
      read_sequence: {
        Args: { p_campaign_id: string; p_workspace_id: string };
        Returns: {
          delays: number[];
          revision: number;
          signature: string;
          steps: Json;
          updated_at: string;
          updated_by: string;
        }[];
      };
      record_outcome: {
        Args: {
          p_claim_id: string;
          p_detail: string;
          p_outcome: string;
          p_provider_message_id: string;
          p_workspace_id: string;
        };
        Returns: {
          campaign_id: string;
          campaign_name: string;
          held: boolean;
          lead_id: string;
          mailbox: number;
          paused: boolean;
          recorded: boolean;
          server_failures: number;
          status: string;
          step: number;
          to_email: string;
        }[];
      };
      remove_mailbox: {
        Args: { p_mailbox: number; p_unsubscribe_url: string; p_workspace_id: string };
        Returns: {
          moved: number;
          voided: number;
          waiting: number;
        }[];
      };
      resume_lead: { Args: { p_lead_id: string; p_thread_id: string; p_workspace_id: string }; Returns: string };
      retry_failed_drafts: {
        Args: { p_campaign_id: string; p_lead_ids: string[]; p_workspace_id: string };
        Returns: number;
      };
      rewrite_draft: {
        Args: {
          p_asked_by: string;
          p_body: string;
          p_holes: string[];
          p_id: string;
          p_source: string;
          p_subject: string;
          p_version: number;
          p_workspace_id: string;
        };
        Returns: {
          campaign_id: string;
          review_again: boolean;
          step: number;
          to_email: string;
        }[];
      };
      save_drafts: {
        Args: { p_campaign_id: string; p_drafts: Json; p_lead_id: string; p_source: string; p_workspace_id: string };
        Returns: number;
      };
      save_research: {
        Args: { p_campaign_id: string; p_lead_id: string; p_research: string; p_workspace_id: string };
        Returns: boolean;
      };
      save_sequence: {
        Args: {
          p_campaign_id: string;
          p_delays: number[];
          p_revision: number;
          p_signature: string;
          p_signature_parts: Json;
          p_steps: Json;
          p_unsubscribe_url: string;
          p_updated_by: string;
          p_workspace_id: string;
        };
        Returns: {
          revision: number;
          rewritten: number;
          voided: number;
        }[];
      };
      sendable: {
        Args: { p_campaign_id: string; p_step: number; p_workspace_id: string };
        Returns: {
          emails: number;
          limited_by: string;
        }[];
      };
      sender_domains: {
        Args: { p_workspace_id: string };
        Returns: {
          address: string;
          domain: string;
          mailbox: number;
          sends: boolean;
          server: string;
        }[];
      };
      sending_days: {
        Args: { p_days: number; p_workspace_id: string };
        Returns: {
          account_left_today: number;
          account_limit: number;
          campaign_id: string;
          day: string;
          day_limit: number;
          domain_limit: number;
          gap_seconds: number;
          left_today: number;
          mailbox: number;
          open_seconds: number;
          ramp_limit: number;
          sent_today: boolean;
        }[];
      };
      shut_instance_login: { Args: { p_workspace_id: string }; Returns: boolean };
      stop_lead: {
        Args: { p_email: string; p_reason: string; p_source: string; p_status: string; p_workspace_id: string };
        Returns: {
          cancelled_drafts: number;
          lead_changed: boolean;
          newly_suppressed: boolean;
        }[];
      };
      suppress: {
        Args: {
          p_batch_id: string;
          p_entries: string[];
          p_note: string;
          p_reason: string;
          p_source: string;
          p_workspace_id: string;
        };
        Returns: {
          added: string[];
          cancelled: number;
        }[];
      };
      take_due_reply_mailboxes: {
        Args: { p_at: string; p_limit: number };
        Returns: {
          mailbox: number;
          workspace_id: string;
        }[];
      };
      unreported_outcomes: {
        Args: { p_limit: number; p_workspace_id: string };
        Returns: {
          claim_id: string;
          event: Json;
        }[];
      };
      unsuppress: { Args: { p_batch_id: string; p_entries: string[]; p_workspace_id: string }; Returns: number };
      variant_results: {
        Args: { p_campaign_id: string; p_workspace_id: string };
        Returns: {
          bounced: number;
          opted_out: number;
          replied: number;
          sent: number;
          step: number;
          variant: number;
        }[];
      };
      void_changed_approvals: { Args: { p_unsubscribe_url: string; p_workspace_id: string }; Returns: number };
      void_lead_approvals: {
        Args: { p_lead_ids: string[]; p_unsubscribe_url: string; p_workspace_id: string };
        Returns: number;
      };
      why_not: {
        Args: { p_lead_id: string; p_workspace_id: string };
        Returns: {
          campaign: string;
          campaign_id: string;
          code: string;
          mailbox: string;
          rank: number;
          step: number;
          until: string;
        }[];
      };
      workspaces_with_due_domains: {
        Args: { p_at: string; p_limit: number };
        Returns: {
          workspace_id: string;
        }[];
      };
      workspaces_with_due_keys: {
        Args: { p_at: string; p_limit: number };
        Returns: {
          workspace_id: string;
        }[];
      };
      write_exact_drafts: { Args: { p_campaign_id: string; p_limit: number; p_workspace_id: string }; Returns: number };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
  public: {
    Tables: {
      action_executions: {
        Row: {
          approval_id: string;
          asked_at: string | null;
          attempt: number;
          code: string | null;
          finished_at: string | null;
          id: string;
          idempotency_key: string;
          observed: NonNullable<Json>;
          provider: string | null;
          provider_id: string | null;
          started_at: string;
          state: string;
          version: number;
          words: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          approval_id: string;
          asked_at?: string | null;
          attempt: number;
          code?: string | null;
          finished_at?: string | null;
          id?: string;
          idempotency_key: string;
          observed?: NonNullable<Json>;
          provider?: string | null;
          provider_id?: string | null;
          started_at?: string;
          state?: string;
          version: number;
          words?: string | null;
          workspace_id: string;
        };
        Update: {
          approval_id?: string;
          asked_at?: string | null;
          attempt?: number;
          code?: string | null;
          finished_at?: string | null;
          id?: string;
          idempotency_key?: string;
          observed?: NonNullable<Json>;
          provider?: string | null;
          provider_id?: string | null;
          started_at?: string;
          state?: string;
          version?: number;
          words?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "action_executions_workspace_id_approval_id_fkey";
            columns: ["workspace_id", "approval_id"];
            isOneToOne: false;
            referencedRelation: "approvals";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "action_executions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      action_rules: {
        Row: {
          created_at: string;
          id: string;
          project_id: string;
          rule: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id: string;
          project_id: string;
          rule: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          project_id?: string;
          rule?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "action_rules_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "action_rules_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      agent_job_events: {
        Row: {
          created_at: string;
          data: NonNullable<Json>;
          id: string;
          job_id: string;
          kind: string;
          message: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          job_id: string;
          kind: string;
          message: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          job_id?: string;
          kind?: string;
          message?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "agent_job_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_job_events_workspace_id_job_id_fkey";
            columns: ["workspace_id", "job_id"];
            isOneToOne: false;
            referencedRelation: "agent_jobs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      agent_jobs: {
        Row: {
          agent_key: string;
          cost_cents: number;
          created_at: string;
          finished_at: string | null;
          id: string;
          job_key: string;
          job_type: string;
          links: NonNullable<Json>;
          noted_at: string;
          project_id: string;
          started_at: string;
          state: string;
          summary: string | null;
          title: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          agent_key: string;
          cost_cents?: number;
          created_at?: string;
          finished_at?: string | null;
          id?: string;
          job_key: string;
          job_type: string;
          links?: NonNullable<Json>;
          noted_at: string;
          project_id: string;
          started_at: string;
          state?: string;
          summary?: string | null;
          title: string;
          workspace_id: string;
        };
        Update: {
          agent_key?: string;
          cost_cents?: number;
          created_at?: string;
          finished_at?: string | null;
          id?: string;
          job_key?: string;
          job_type?: string;
          links?: NonNullable<Json>;
          noted_at?: string;
          project_id?: string;
          started_at?: string;
          state?: string;
          summary?: string | null;
          title?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "agent_jobs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_jobs_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      agent_memory: {
        Row: {
          by_agent: boolean;
          created_at: string;
          decided_by: string | null;
          fingerprint: string | null;
          id: string;
          kind: string;
          last_used_at: string | null;
          project_id: string;
          proposed_by: string | null;
          quote: string | null;
          rule: Json | null;
          source_id: string | null;
          source_type: string;
          status: string;
          supersedes: string | null;
          text: string;
          trust: string;
          turn: string | null;
          updated_at: string;
          used_in: NonNullable<Json>;
          uses: number;
          valid_from: string | null;
          valid_to: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          by_agent: boolean;
          created_at?: string;
          decided_by?: string | null;
          fingerprint?: string | null;
          id: string;
          kind: string;
          last_used_at?: string | null;
          project_id: string;
          proposed_by?: string | null;
          quote?: string | null;
          rule?: Json | null;
          source_id?: string | null;
          source_type: string;
          status: string;
          supersedes?: string | null;
          text: string;
          trust: string;
          turn?: string | null;
          updated_at?: string;
          used_in?: NonNullable<Json>;
          uses?: number;
          valid_from?: string | null;
          valid_to?: string | null;
          workspace_id: string;
        };
        Update: {
          by_agent?: boolean;
          created_at?: string;
          decided_by?: string | null;
          fingerprint?: string | null;
          id?: string;
          kind?: string;
          last_used_at?: string | null;
          project_id?: string;
          proposed_by?: string | null;
          quote?: string | null;
          rule?: Json | null;
          source_id?: string | null;
          source_type?: string;
          status?: string;
          supersedes?: string | null;
          text?: string;
          trust?: string;
          turn?: string | null;
          updated_at?: string;
          used_in?: NonNullable<Json>;
          uses?: number;
          valid_from?: string | null;
          valid_to?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "agent_memory_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_memory_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "agent_memory_workspace_id_supersedes_fkey";
            columns: ["workspace_id", "supersedes"];
            isOneToOne: false;
            referencedRelation: "agent_memory";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      approval_links: {
        Row: {
          approval_id: string;
          created_at: string;
          decision: string;
          expires_at: string;
          id: string;
          token_hash: string;
          used_at: string | null;
          user_id: string;
          version: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          approval_id: string;
          created_at?: string;
          decision: string;
          expires_at: string;
          id?: string;
          token_hash: string;
          used_at?: string | null;
          user_id: string;
          version: number;
          workspace_id: string;
        };
        Update: {
          approval_id?: string;
          created_at?: string;
          decision?: string;
          expires_at?: string;
          id?: string;
          token_hash?: string;
          used_at?: string | null;
          user_id?: string;
          version?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "approval_links_workspace_id_approval_id_fkey";
            columns: ["workspace_id", "approval_id"];
            isOneToOne: false;
            referencedRelation: "approvals";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "approval_links_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      approval_versions: {
        Row: {
          approval_id: string;
          author: string | null;
          author_type: string;
          composed_at: string;
          content_hash: string;
          erased_at: string | null;
          parts: NonNullable<Json>;
          sealed: NonNullable<Json>;
          title: string;
          version: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          approval_id: string;
          author?: string | null;
          author_type: string;
          composed_at?: string;
          content_hash: string;
          erased_at?: string | null;
          parts?: NonNullable<Json>;
          sealed: NonNullable<Json>;
          title: string;
          version: number;
          workspace_id: string;
        };
        Update: {
          approval_id?: string;
          author?: string | null;
          author_type?: string;
          composed_at?: string;
          content_hash?: string;
          erased_at?: string | null;
          parts?: NonNullable<Json>;
          sealed?: NonNullable<Json>;
          title?: string;
          version?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "approval_versions_workspace_id_approval_id_fkey";
            columns: ["workspace_id", "approval_id"];
            isOneToOne: false;
            referencedRelation: "approvals";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "approval_versions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      approvals: {
        Row: {
          account_label: string;
          action_type: string;
          cost_cap_cents: number;
          created_at: string;
          decided_at: string | null;
          decided_by: string | null;
          decided_via: string | null;
          dedupe_key: string | null;
          erased_at: string | null;
          execute_by: string;
          expires_at: string;
          id: string;
          not_before: string | null;
          note: string | null;
          origin: string;
          permission: string;
          project_id: string;
          recommendation_id: string | null;
          requested_by: string | null;
          state: string;
          task_id: string | null;
          title: string;
          undo_window_seconds: number;
          updated_at: string;
          version: number;
          why: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          account_label: string;
          action_type: string;
          cost_cap_cents: number;
          created_at?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_via?: string | null;
          dedupe_key?: string | null;
          erased_at?: string | null;
          execute_by: string;
          expires_at: string;
          id?: string;
          not_before?: string | null;
          note?: string | null;
          origin: string;
          permission: string;
          project_id: string;
          recommendation_id?: string | null;
          requested_by?: string | null;
          state?: string;
          task_id?: string | null;
          title: string;
          undo_window_seconds: number;
          updated_at?: string;
          version?: number;
          why?: string | null;
          workspace_id: string;
        };
        Update: {
          account_label?: string;
          action_type?: string;
          cost_cap_cents?: number;
          created_at?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_via?: string | null;
          dedupe_key?: string | null;
          erased_at?: string | null;
          execute_by?: string;
          expires_at?: string;
          id?: string;
          not_before?: string | null;
          note?: string | null;
          origin?: string;
          permission?: string;
          project_id?: string;
          recommendation_id?: string | null;
          requested_by?: string | null;
          state?: string;
          task_id?: string | null;
          title?: string;
          undo_window_seconds?: number;
          updated_at?: string;
          version?: number;
          why?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "approvals_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "approvals_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "approvals_workspace_id_task_id_fkey";
            columns: ["workspace_id", "task_id"];
            isOneToOne: false;
            referencedRelation: "tasks";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      budget_alerts: {
        Row: {
          created_at: string;
          limit_usd: number;
          month: string;
          spent_usd: number;
          threshold: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          limit_usd: number;
          month: string;
          spent_usd: number;
          threshold: number;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          limit_usd?: number;
          month?: string;
          spent_usd?: number;
          threshold?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "budget_alerts_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      budget_ledger: {
        Row: {
          month: string;
          reserved_usd: number;
          spent_usd: number;
          unpriced_calls: number;
          unpriced_refused_at: string | null;
          unpriced_warned_at: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          month: string;
          reserved_usd?: number;
          spent_usd?: number;
          unpriced_calls?: number;
          unpriced_refused_at?: string | null;
          unpriced_warned_at?: string | null;
          workspace_id: string;
        };
        Update: {
          month?: string;
          reserved_usd?: number;
          spent_usd?: number;
          unpriced_calls?: number;
          unpriced_refused_at?: string | null;
          unpriced_warned_at?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "budget_ledger_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      campaign_groups: {
        Row: {
          created_at: string;
          id: string;
          name: string;
          project_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id?: string;
          name: string;
          project_id?: string | null;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          name?: string;
          project_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "campaign_groups_project_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "campaign_groups_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      campaigns: {
        Row: {
          archived_at: string | null;
          campaign_group_id: string;
          created_at: string;
          daily_limit: number | null;
          deleted_at: string | null;
          failure: string | null;
          id: string;
          mail_provider: string;
          name: string;
          name_key: string;
          pause_reason: string | null;
          review_mode: string;
          send_window: Json | null;
          server_failures: number;
          status: string;
          step_delays_days: number[];
          stop_company_on_reply: boolean;
          updated_at: string;
          workflows: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          archived_at?: string | null;
          campaign_group_id: string;
          created_at?: string;
          daily_limit?: number | null;
          deleted_at?: string | null;
          failure?: string | null;
          id?: string;
          mail_provider?: string;
          name: string;
          name_key?: never;
          pause_reason?: string | null;
          review_mode?: string;
          send_window?: Json | null;
          server_failures?: number;
          status?: string;
          step_delays_days?: number[];
          stop_company_on_reply?: boolean;
          updated_at?: string;
          workflows?: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          archived_at?: string | null;
          campaign_group_id?: string;
          created_at?: string;
          daily_limit?: number | null;
          deleted_at?: string | null;
          failure?: string | null;
          id?: string;
          mail_provider?: string;
          name?: string;
          name_key?: never;
          pause_reason?: string | null;
          review_mode?: string;
          send_window?: Json | null;
          server_failures?: number;
          status?: string;
          step_delays_days?: number[];
          stop_company_on_reply?: boolean;
          updated_at?: string;
          workflows?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "campaigns_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "campaigns_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      company_deletions: {
        Row: {
          data_erased_at: string | null;
          done_at: string | null;
          engine_cleared_at: string | null;
          last_error: string | null;
          leads_erased: number;
          leads_total: number;
          name: string;
          project_id: string;
          receipt: Json | null;
          requested_at: string;
          requested_by: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          data_erased_at?: string | null;
          done_at?: string | null;
          engine_cleared_at?: string | null;
          last_error?: string | null;
          leads_erased?: number;
          leads_total?: number;
          name: string;
          project_id: string;
          receipt?: Json | null;
          requested_at?: string;
          requested_by: string;
          workspace_id: string;
        };
        Update: {
          data_erased_at?: string | null;
          done_at?: string | null;
          engine_cleared_at?: string | null;
          last_error?: string | null;
          leads_erased?: number;
          leads_total?: number;
          name?: string;
          project_id?: string;
          receipt?: Json | null;
          requested_at?: string;
          requested_by?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "company_deletions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: true;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "company_deletions_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      company_exports: {
        Row: {
          cause: string;
          error: string | null;
          expires_at: string | null;
          finished_at: string | null;
          id: string;
          parts_done: number;
          parts_total: number;
          project_id: string;
          requested_at: string;
          requested_by: string;
          sha256: string | null;
          size_bytes: number | null;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          cause: string;
          error?: string | null;
          expires_at?: string | null;
          finished_at?: string | null;
          id: string;
          parts_done?: number;
          parts_total?: number;
          project_id: string;
          requested_at?: string;
          requested_by: string;
          sha256?: string | null;
          size_bytes?: number | null;
          status?: string;
          workspace_id: string;
        };
        Update: {
          cause?: string;
          error?: string | null;
          expires_at?: string | null;
          finished_at?: string | null;
          id?: string;
          parts_done?: number;
          parts_total?: number;
          project_id?: string;
          requested_at?: string;
          requested_by?: string;
          sha256?: string | null;
          size_bytes?: number | null;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "company_exports_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "company_exports_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      contacts: {
        Row: {
          email: string;
          id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          email: string;
          id?: string;
          workspace_id: string;
        };
        Update: {
          email?: string;
          id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "contacts_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      context_snapshots: {
        Row: {
          context: NonNullable<Json>;
          created_at: string;
          expires_at: string;
          hash: string;
          id: string;
          project_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          context: NonNullable<Json>;
          created_at?: string;
          expires_at: string;
          hash: string;
          id?: string;
          project_id: string;
          workspace_id: string;
        };
        Update: {
          context?: NonNullable<Json>;
          created_at?: string;
          expires_at?: string;
          hash?: string;
          id?: string;
          project_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "context_snapshots_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "context_snapshots_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      daily_costs: {
        Row: {
          calls: number;
          campaign_group_id: string | null;
          campaign_id: string | null;
          cost_usd: number;
          day: string;
          model: string;
          provider: string;
          tokens_in: number;
          tokens_out: number;
          unpriced_calls: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          calls?: number;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          cost_usd?: number;
          day: string;
          model: string;
          provider: string;
          tokens_in?: number;
          tokens_out?: number;
          unpriced_calls?: number;
          workspace_id: string;
        };
        Update: {
          calls?: number;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          cost_usd?: number;
          day?: string;
          model?: string;
          provider?: string;
          tokens_in?: number;
          tokens_out?: number;
          unpriced_calls?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "daily_costs_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "daily_costs_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "daily_costs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      daily_stats: {
        Row: {
          bounces: number;
          campaign_group_id: string | null;
          campaign_id: string | null;
          clicks: number;
          complaints: number;
          day: string;
          deliveries: number;
          opens: number;
          opt_outs: number;
          replies: number;
          sends: number;
          step: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          bounces?: number;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          clicks?: number;
          complaints?: number;
          day: string;
          deliveries?: number;
          opens?: number;
          opt_outs?: number;
          replies?: number;
          sends?: number;
          step?: number | null;
          workspace_id: string;
        };
        Update: {
          bounces?: number;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          clicks?: number;
          complaints?: number;
          day?: string;
          deliveries?: number;
          opens?: number;
          opt_outs?: number;
          replies?: number;
          sends?: number;
          step?: number | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "daily_stats_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "daily_stats_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "daily_stats_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      deployments: {
        Row: {
          account: string;
          action: string;
          created_at: string;
          error: string | null;
          file_count: number;
          finished_at: string | null;
          id: string;
          marker: string;
          project_id: string;
          provider: string;
          provider_id: string | null;
          site: string;
          size_bytes: number;
          status: string;
          url: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          account: string;
          action: string;
          created_at?: string;
          error?: string | null;
          file_count: number;
          finished_at?: string | null;
          id: string;
          marker: string;
          project_id: string;
          provider: string;
          provider_id?: string | null;
          site: string;
          size_bytes: number;
          status?: string;
          url?: string | null;
          workspace_id: string;
        };
        Update: {
          account?: string;
          action?: string;
          created_at?: string;
          error?: string | null;
          file_count?: number;
          finished_at?: string | null;
          id?: string;
          marker?: string;
          project_id?: string;
          provider?: string;
          provider_id?: string | null;
          site?: string;
          size_bytes?: number;
          status?: string;
          url?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "deployments_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "deployments_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      email_events: {
        Row: {
          body: string | null;
          campaign_group_id: string | null;
          campaign_id: string | null;
          campaign_name: string | null;
          contact_email: string;
          contact_id: string;
          created_at: string;
          event_key: string | null;
          event_ts: string;
          event_type: string;
          id: string;
          idempotency_key: string;
          is_test: boolean;
          metadata: NonNullable<Json>;
          n8n_execution_id: string | null;
          provider: string | null;
          provider_message_id: string | null;
          step: number | null;
          subject: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body?: string | null;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          campaign_name?: string | null;
          contact_email: string;
          contact_id: string;
          created_at?: string;
          event_key?: string | null;
          event_ts: string;
          event_type: string;
          id?: string;
          idempotency_key: string;
          is_test?: boolean;
          metadata?: NonNullable<Json>;
          n8n_execution_id?: string | null;
          provider?: string | null;
          provider_message_id?: string | null;
          step?: number | null;
          subject?: string | null;
          workspace_id: string;
        };
        Update: {
          body?: string | null;
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          campaign_name?: string | null;
          contact_email?: string;
          contact_id?: string;
          created_at?: string;
          event_key?: string | null;
          event_ts?: string;
          event_type?: string;
          id?: string;
          idempotency_key?: string;
          is_test?: boolean;
          metadata?: NonNullable<Json>;
          n8n_execution_id?: string | null;
          provider?: string | null;
          provider_message_id?: string | null;
          step?: number | null;
          subject?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "email_events_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_contact_id_fkey";
            columns: ["contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      governance_audit_log: {
        Row: {
          action: string;
          actor_id: string | null;
          actor_type: string;
          address: string | null;
          after: Json | null;
          before: Json | null;
          created_at: string;
          entry_id: string | null;
          hash: string;
          prev_hash: string;
          reason: string | null;
          request_id: string | null;
          seq: number;
          target_id: string | null;
          target_type: string | null;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          action: string;
          actor_id?: string | null;
          actor_type: string;
          address?: string | null;
          after?: Json | null;
          before?: Json | null;
          created_at?: string;
          entry_id?: string | null;
          hash?: string;
          prev_hash?: string;
          reason?: string | null;
          request_id?: string | null;
          seq?: number;
          target_id?: string | null;
          target_type?: string | null;
          workspace_id?: string | null;
        };
        Update: {
          action?: string;
          actor_id?: string | null;
          actor_type?: string;
          address?: string | null;
          after?: Json | null;
          before?: Json | null;
          created_at?: string;
          entry_id?: string | null;
          hash?: string;
          prev_hash?: string;
          reason?: string | null;
          request_id?: string | null;
          seq?: number;
          target_id?: string | null;
          target_type?: string | null;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      held_jobs: {
        Row: {
          held_at: string;
          job_id: string;
          name: string;
          payload: NonNullable<Json>;
          singleton_key: string | null;
          until_restored: boolean;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          held_at?: string;
          job_id: string;
          name: string;
          payload: NonNullable<Json>;
          singleton_key?: string | null;
          until_restored?: boolean;
          workspace_id: string;
        };
        Update: {
          held_at?: string;
          job_id?: string;
          name?: string;
          payload?: NonNullable<Json>;
          singleton_key?: string | null;
          until_restored?: boolean;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "held_jobs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      inbound_email_messages: {
        Row: {
          attachments: NonNullable<Json>;
          auth: string | null;
          class: string | null;
          deadline_at: string | null;
          email_identity_id: string | null;
          evidence: string | null;
          html: string | null;
          id: string;
          matched_by: string | null;
          message_id: string;
          other_sender: boolean;
          own_text: string;
          payload: NonNullable<Json>;
          processed_at: string | null;
          project_id: string | null;
          provider: string;
          provider_message_id: string;
          raw: string | null;
          raw_sha256: string | null;
          received_at: string;
          recipient: string;
          sender: string;
          sender_name: string;
          size_bytes: number;
          status: string;
          subject: string;
          text: string;
          thread_id: string | null;
          why: string;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          attachments?: NonNullable<Json>;
          auth?: string | null;
          class?: string | null;
          deadline_at?: string | null;
          email_identity_id?: string | null;
          evidence?: string | null;
          html?: string | null;
          id: string;
          matched_by?: string | null;
          message_id?: string;
          other_sender?: boolean;
          own_text?: string;
          payload?: NonNullable<Json>;
          processed_at?: string | null;
          project_id?: string | null;
          provider: string;
          provider_message_id: string;
          raw?: string | null;
          raw_sha256?: string | null;
          received_at?: string;
          recipient: string;
          sender?: string;
          sender_name?: string;
          size_bytes?: number;
          status: string;
          subject?: string;
          text?: string;
          thread_id?: string | null;
          why?: string;
          workspace_id?: string | null;
        };
        Update: {
          attachments?: NonNullable<Json>;
          auth?: string | null;
          class?: string | null;
          deadline_at?: string | null;
          email_identity_id?: string | null;
          evidence?: string | null;
          html?: string | null;
          id?: string;
          matched_by?: string | null;
          message_id?: string;
          other_sender?: boolean;
          own_text?: string;
          payload?: NonNullable<Json>;
          processed_at?: string | null;
          project_id?: string | null;
          provider?: string;
          provider_message_id?: string;
          raw?: string | null;
          raw_sha256?: string | null;
          received_at?: string;
          recipient?: string;
          sender?: string;
          sender_name?: string;
          size_bytes?: number;
          status?: string;
          subject?: string;
          text?: string;
          thread_id?: string | null;
          why?: string;
          workspace_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "inbound_email_messages_email_identity_id_fkey";
            columns: ["email_identity_id"];
            isOneToOne: false;
            referencedRelation: "project_email_identities";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "inbound_email_messages_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "inbound_email_messages_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "inbound_email_messages_workspace_id_thread_id_fkey";
            columns: ["workspace_id", "thread_id"];
            isOneToOne: false;
            referencedRelation: "mail_threads";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      instances: {
        Row: {
          active_workflows: number | null;
          alert_after: string | null;
          boot: number;
          boot_id: string;
          booted_at: string;
          counter: number;
          cpu_percent: number | null;
          created_at: string;
          diagnosed_at: string | null;
          diagnosis: string | null;
          disk_percent: number | null;
          egress: Json | null;
          egress_at: string | null;
          id: string;
          last_seen_at: string;
          memory_percent: number | null;
          n8n_down_since: string | null;
          n8n_healthy: boolean | null;
          n8n_version: string | null;
          name: string;
          pressed: boolean;
          pressure: NonNullable<Json>;
          provider: string;
          region: string | null;
          skip_remediation: boolean;
          state: string;
          well_since: string | null;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          active_workflows?: number | null;
          alert_after?: string | null;
          boot: number;
          boot_id: string;
          booted_at: string;
          counter: number;
          cpu_percent?: number | null;
          created_at: string;
          diagnosed_at?: string | null;
          diagnosis?: string | null;
          disk_percent?: number | null;
          egress?: Json | null;
          egress_at?: string | null;
          id?: string;
          last_seen_at: string;
          memory_percent?: number | null;
          n8n_down_since?: string | null;
          n8n_healthy?: boolean | null;
          n8n_version?: string | null;
          name: string;
          pressed?: boolean;
          pressure?: NonNullable<Json>;
          provider: string;
          region?: string | null;
          skip_remediation?: boolean;
          state: string;
          well_since?: string | null;
          workspace_id?: string | null;
        };
        Update: {
          active_workflows?: number | null;
          alert_after?: string | null;
          boot?: number;
          boot_id?: string;
          booted_at?: string;
          counter?: number;
          cpu_percent?: number | null;
          created_at?: string;
          diagnosed_at?: string | null;
          diagnosis?: string | null;
          disk_percent?: number | null;
          egress?: Json | null;
          egress_at?: string | null;
          id?: string;
          last_seen_at?: string;
          memory_percent?: number | null;
          n8n_down_since?: string | null;
          n8n_healthy?: boolean | null;
          n8n_version?: string | null;
          name?: string;
          pressed?: boolean;
          pressure?: NonNullable<Json>;
          provider?: string;
          region?: string | null;
          skip_remediation?: boolean;
          state?: string;
          well_since?: string | null;
          workspace_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "instances_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      launch_checks: {
        Row: {
          checked_at: string;
          item: string;
          passed: boolean;
          project_id: string;
          words: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          checked_at: string;
          item: string;
          passed: boolean;
          project_id: string;
          words: string;
          workspace_id: string;
        };
        Update: {
          checked_at?: string;
          item?: string;
          passed?: boolean;
          project_id?: string;
          words?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "launch_checks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "launch_checks_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      leads_ohio: {
        Row: {
          company: string | null;
          created_at: string;
          email: string;
          first_name: string | null;
          id: string;
          last_name: string | null;
          status: string;
          title: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          created_at?: string;
          email: string;
          first_name?: string | null;
          id?: string;
          last_name?: string | null;
          status?: string;
          title?: string | null;
          workspace_id: string;
        };
        Update: {
          company?: string | null;
          created_at?: string;
          email?: string;
          first_name?: string | null;
          id?: string;
          last_name?: string | null;
          status?: string;
          title?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "leads_ohio_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      llm_usage: {
        Row: {
          campaign_group_id: string | null;
          campaign_id: string | null;
          campaign_name: string | null;
          charged_usd: number;
          contact_email: string | null;
          cost_usd: number | null;
          created_at: string;
          id: string;
          idempotency_key: string | null;
          is_test: boolean;
          lease_expires_at: string | null;
          leased_usd: number;
          metadata: NonNullable<Json>;
          model: string;
          provider: string;
          purpose: string | null;
          raw_usage: Json | null;
          run_id: string | null;
          status: string;
          tokens_in: number;
          tokens_out: number;
          unpriced: boolean;
          workflow_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          campaign_name?: string | null;
          charged_usd?: number;
          contact_email?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          id?: string;
          idempotency_key?: string | null;
          is_test?: boolean;
          lease_expires_at?: string | null;
          leased_usd?: number;
          metadata?: NonNullable<Json>;
          model: string;
          provider: string;
          purpose?: string | null;
          raw_usage?: Json | null;
          run_id?: string | null;
          status?: string;
          tokens_in?: number;
          tokens_out?: number;
          unpriced?: boolean;
          workflow_id?: string | null;
          workspace_id: string;
        };
        Update: {
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          campaign_name?: string | null;
          charged_usd?: number;
          contact_email?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          id?: string;
          idempotency_key?: string | null;
          is_test?: boolean;
          lease_expires_at?: string | null;
          leased_usd?: number;
          metadata?: NonNullable<Json>;
          model?: string;
          provider?: string;
          purpose?: string | null;
          raw_usage?: Json | null;
          run_id?: string | null;
          status?: string;
          tokens_in?: number;
          tokens_out?: number;
          unpriced?: boolean;
          workflow_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "llm_usage_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      login_audit: {
        Row: {
          created_at: string;
          delivery_id: string | null;
          email: string | null;
          event_type: string;
          hash: string;
          ip_address: string | null;
          metadata: NonNullable<Json>;
          occurred_at: string;
          prev_hash: string;
          seq: number;
          user_agent: string | null;
          user_id: string;
          workspace_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          delivery_id?: string | null;
          email?: string | null;
          event_type: string;
          hash?: string;
          ip_address?: string | null;
          metadata?: NonNullable<Json>;
          occurred_at: string;
          prev_hash?: string;
          seq?: number;
          user_agent?: string | null;
          user_id: string;
          workspace_id?: string | null;
        };
        Update: {
          created_at?: string;
          delivery_id?: string | null;
          email?: string | null;
          event_type?: string;
          hash?: string;
          ip_address?: string | null;
          metadata?: NonNullable<Json>;
          occurred_at?: string;
          prev_hash?: string;
          seq?: number;
          user_agent?: string | null;
          user_id?: string;
          workspace_id?: string | null;
        };
        Relationships: [];
      };
      mail_threads: {
        Row: {
          class: string | null;
          contact_email: string;
          contact_name: string;
          created_at: string;
          email_identity_id: string;
          evidence: string | null;
          excerpt: string;
          id: string;
          last_message_at: string;
          message_count: number;
          project_id: string;
          subject: string;
          subject_key: string;
          token: string;
          token_revoked_at: string | null;
          unread: boolean;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          class?: string | null;
          contact_email: string;
          contact_name?: string;
          created_at?: string;
          email_identity_id: string;
          evidence?: string | null;
          excerpt?: string;
          id: string;
          last_message_at: string;
          message_count?: number;
          project_id: string;
          subject: string;
          subject_key: string;
          token: string;
          token_revoked_at?: string | null;
          unread?: boolean;
          workspace_id: string;
        };
        Update: {
          class?: string | null;
          contact_email?: string;
          contact_name?: string;
          created_at?: string;
          email_identity_id?: string;
          evidence?: string | null;
          excerpt?: string;
          id?: string;
          last_message_at?: string;
          message_count?: number;
          project_id?: string;
          subject?: string;
          subject_key?: string;
          token?: string;
          token_revoked_at?: string | null;
          unread?: boolean;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "mail_threads_email_identity_id_fkey";
            columns: ["email_identity_id"];
            isOneToOne: false;
            referencedRelation: "project_email_identities";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "mail_threads_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "mail_threads_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      member_addresses: {
        Row: {
          confirmed_at: string;
          email: string;
          user_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          confirmed_at: string;
          email: string;
          user_id: string;
          workspace_id: string;
        };
        Update: {
          confirmed_at?: string;
          email?: string;
          user_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "member_addresses_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "member_addresses_workspace_id_user_id_fkey";
            columns: ["workspace_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "user_workspaces";
            referencedColumns: ["workspace_id", "user_id"];
          },
        ];
      };
      model_requests: {
        Row: {
          call_id: string;
          context_hash: string;
          context_position: string;
          created_at: string;
          ended_at: string | null;
          error_code: string | null;
          id: string;
          model: string;
          project_id: string;
          provider: string;
          purpose: string;
          request: NonNullable<Json>;
          response: Json | null;
          status: string;
          step: number;
          tokens_in: number;
          tokens_out: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          call_id: string;
          context_hash: string;
          context_position: string;
          created_at?: string;
          ended_at?: string | null;
          error_code?: string | null;
          id?: string;
          model: string;
          project_id: string;
          provider: string;
          purpose: string;
          request: NonNullable<Json>;
          response?: Json | null;
          status?: string;
          step: number;
          tokens_in?: number;
          tokens_out?: number;
          workspace_id: string;
        };
        Update: {
          call_id?: string;
          context_hash?: string;
          context_position?: string;
          created_at?: string;
          ended_at?: string | null;
          error_code?: string | null;
          id?: string;
          model?: string;
          project_id?: string;
          provider?: string;
          purpose?: string;
          request?: NonNullable<Json>;
          response?: Json | null;
          status?: string;
          step?: number;
          tokens_in?: number;
          tokens_out?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "model_requests_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "model_requests_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      nightshift_runs: {
        Row: {
          cost_usd: number;
          created_at: string;
          emails: number;
          finished_at: string | null;
          holder: string | null;
          id: string;
          kpi_sha256: string | null;
          lease_until: string;
          local_date: string;
          mode: string;
          model_calls: number;
          night: number;
          position: number;
          project_id: string;
          ranking_hash: string | null;
          recurring_run_id: string | null;
          report: Json | null;
          run_key: string;
          started_at: string;
          state: string;
          step: string;
          trigger: string;
          why: string | null;
          work: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          cost_usd?: number;
          created_at?: string;
          emails?: number;
          finished_at?: string | null;
          holder?: string | null;
          id?: string;
          kpi_sha256?: string | null;
          lease_until: string;
          local_date: string;
          mode: string;
          model_calls?: number;
          night: number;
          position?: number;
          project_id: string;
          ranking_hash?: string | null;
          recurring_run_id?: string | null;
          report?: Json | null;
          run_key: string;
          started_at: string;
          state?: string;
          step?: string;
          trigger: string;
          why?: string | null;
          work?: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          cost_usd?: number;
          created_at?: string;
          emails?: number;
          finished_at?: string | null;
          holder?: string | null;
          id?: string;
          kpi_sha256?: string | null;
          lease_until?: string;
          local_date?: string;
          mode?: string;
          model_calls?: number;
          night?: number;
          position?: number;
          project_id?: string;
          ranking_hash?: string | null;
          recurring_run_id?: string | null;
          report?: Json | null;
          run_key?: string;
          started_at?: string;
          state?: string;
          step?: string;
          trigger?: string;
          why?: string | null;
          work?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "nightshift_runs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "nightshift_runs_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      nightshift_settings: {
        Row: {
          cadence: string;
          hour: string;
          mode: string | null;
          project_id: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          cadence?: string;
          hour?: string;
          mode?: string | null;
          project_id: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          cadence?: string;
          hour?: string;
          mode?: string | null;
          project_id?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "nightshift_settings_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "nightshift_settings_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      notifications: {
        Row: {
          created_at: string;
          data: NonNullable<Json>;
          id: string;
          read_at: string | null;
          title: string;
          type: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          read_at?: string | null;
          title: string;
          type: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          read_at?: string | null;
          title?: string;
          type?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "notifications_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      outbound_email_messages: {
        Row: {
          attachments: NonNullable<Json>;
          bcc: string[];
          body_sha256: string;
          cc: string[];
          created_at: string;
          delayed_at: string | null;
          email_identity_id: string;
          html: string;
          id: string;
          idempotency_key: string;
          in_reply_to: string | null;
          integration_id: string | null;
          message_id: string;
          opened_at: string | null;
          project_id: string;
          provider: string;
          provider_message_id: string | null;
          recipients: string[];
          reply_to: string;
          sender: string;
          sent_at: string | null;
          settled_at: string | null;
          status: string;
          subject: string;
          text: string;
          thread_id: string;
          wire_message_id: string | null;
          words: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attachments?: NonNullable<Json>;
          bcc?: string[];
          body_sha256: string;
          cc?: string[];
          created_at?: string;
          delayed_at?: string | null;
          email_identity_id: string;
          html: string;
          id: string;
          idempotency_key: string;
          in_reply_to?: string | null;
          integration_id?: string | null;
          message_id: string;
          opened_at?: string | null;
          project_id: string;
          provider: string;
          provider_message_id?: string | null;
          recipients: string[];
          reply_to: string;
          sender: string;
          sent_at?: string | null;
          settled_at?: string | null;
          status?: string;
          subject: string;
          text: string;
          thread_id: string;
          wire_message_id?: string | null;
          words?: string;
          workspace_id: string;
        };
        Update: {
          attachments?: NonNullable<Json>;
          bcc?: string[];
          body_sha256?: string;
          cc?: string[];
          created_at?: string;
          delayed_at?: string | null;
          email_identity_id?: string;
          html?: string;
          id?: string;
          idempotency_key?: string;
          in_reply_to?: string | null;
          integration_id?: string | null;
          message_id?: string;
          opened_at?: string | null;
          project_id?: string;
          provider?: string;
          provider_message_id?: string | null;
          recipients?: string[];
          reply_to?: string;
          sender?: string;
          sent_at?: string | null;
          settled_at?: string | null;
          status?: string;
          subject?: string;
          text?: string;
          thread_id?: string;
          wire_message_id?: string | null;
          words?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "outbound_email_messages_email_identity_id_fkey";
            columns: ["email_identity_id"];
            isOneToOne: false;
            referencedRelation: "project_email_identities";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "outbound_email_messages_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "outbound_email_messages_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "outbound_email_messages_workspace_id_thread_id_fkey";
            columns: ["workspace_id", "thread_id"];
            isOneToOne: false;
            referencedRelation: "mail_threads";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      payment_notices: {
        Row: {
          id: string;
          received_at: string;
          type: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          id: string;
          received_at?: string;
          type: string;
          workspace_id: string;
        };
        Update: {
          id?: string;
          received_at?: string;
          type?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "payment_notices_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      phase_generations: {
        Row: {
          changed_at: string;
          phase: number;
          project_id: string;
          requested_at: string;
          requested_by: string | null;
          state: string;
          words: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          changed_at: string;
          phase: number;
          project_id: string;
          requested_at: string;
          requested_by?: string | null;
          state: string;
          words?: string | null;
          workspace_id: string;
        };
        Update: {
          changed_at?: string;
          phase?: number;
          project_id?: string;
          requested_at?: string;
          requested_by?: string | null;
          state?: string;
          words?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phase_generations_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phase_generations_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      phase_packets: {
        Row: {
          accepted_at: string | null;
          accepted_by: string | null;
          answered_by: string | null;
          as_of: string | null;
          context_hash: string | null;
          created_at: string;
          created_by: string | null;
          fields: NonNullable<Json>;
          hypotheses: NonNullable<Json>;
          id: string;
          origin: string;
          phase: number;
          project_id: string;
          status: string;
          synopsis: string;
          unknowns: NonNullable<Json>;
          version: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          answered_by?: string | null;
          as_of?: string | null;
          context_hash?: string | null;
          created_at?: string;
          created_by?: string | null;
          fields: NonNullable<Json>;
          hypotheses?: NonNullable<Json>;
          id: string;
          origin: string;
          phase: number;
          project_id: string;
          status: string;
          synopsis: string;
          unknowns: NonNullable<Json>;
          version: number;
          workspace_id: string;
        };
        Update: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          answered_by?: string | null;
          as_of?: string | null;
          context_hash?: string | null;
          created_at?: string;
          created_by?: string | null;
          fields?: NonNullable<Json>;
          hypotheses?: NonNullable<Json>;
          id?: string;
          origin?: string;
          phase?: number;
          project_id?: string;
          status?: string;
          synopsis?: string;
          unknowns?: NonNullable<Json>;
          version?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phase_packets_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phase_packets_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_analytics_events: {
        Row: {
          event_id: string;
          name: string;
          occurred_at: string;
          project_id: string;
          properties: NonNullable<Json>;
          received_at: string;
          referrer: string | null;
          url: string | null;
          visitor_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          event_id: string;
          name: string;
          occurred_at: string;
          project_id: string;
          properties?: NonNullable<Json>;
          received_at?: string;
          referrer?: string | null;
          url?: string | null;
          visitor_id?: string | null;
          workspace_id: string;
        };
        Update: {
          event_id?: string;
          name?: string;
          occurred_at?: string;
          project_id?: string;
          properties?: NonNullable<Json>;
          received_at?: string;
          referrer?: string | null;
          url?: string | null;
          visitor_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_analytics_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_analytics_events_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_assets: {
        Row: {
          completed_at: string | null;
          content_type: string;
          created_at: string;
          created_by: string;
          id: string;
          name: string;
          project_id: string;
          sha256: string | null;
          size_bytes: number;
          state: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          completed_at?: string | null;
          content_type: string;
          created_at?: string;
          created_by: string;
          id: string;
          name: string;
          project_id: string;
          sha256?: string | null;
          size_bytes: number;
          state?: string;
          workspace_id: string;
        };
        Update: {
          completed_at?: string | null;
          content_type?: string;
          created_at?: string;
          created_by?: string;
          id?: string;
          name?: string;
          project_id?: string;
          sha256?: string | null;
          size_bytes?: number;
          state?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_assets_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_assets_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_chat_messages: {
        Row: {
          author_id: string | null;
          client_id: string | null;
          context_hash: string | null;
          created_at: string;
          failure: Json | null;
          heartbeat_at: string | null;
          id: string;
          model_label: string | null;
          parent_id: string | null;
          payload: NonNullable<Json>;
          project_id: string;
          redacted_at: string | null;
          refs: string[];
          replaced_by: string | null;
          role: string;
          source_key: string | null;
          status: string;
          steps: NonNullable<Json>;
          text: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          author_id?: string | null;
          client_id?: string | null;
          context_hash?: string | null;
          created_at?: string;
          failure?: Json | null;
          heartbeat_at?: string | null;
          id?: string;
          model_label?: string | null;
          parent_id?: string | null;
          payload?: NonNullable<Json>;
          project_id: string;
          redacted_at?: string | null;
          refs?: string[];
          replaced_by?: string | null;
          role: string;
          source_key?: string | null;
          status?: string;
          steps?: NonNullable<Json>;
          text: string;
          workspace_id: string;
        };
        Update: {
          author_id?: string | null;
          client_id?: string | null;
          context_hash?: string | null;
          created_at?: string;
          failure?: Json | null;
          heartbeat_at?: string | null;
          id?: string;
          model_label?: string | null;
          parent_id?: string | null;
          payload?: NonNullable<Json>;
          project_id?: string;
          redacted_at?: string | null;
          refs?: string[];
          replaced_by?: string | null;
          role?: string;
          source_key?: string | null;
          status?: string;
          steps?: NonNullable<Json>;
          text?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_chat_messages_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_chat_messages_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_daily_kpis: {
        Row: {
          amount_cents: number;
          currency: string;
          day: string;
          events: number;
          name: string;
          project_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          amount_cents?: number;
          currency?: string;
          day: string;
          events?: number;
          name: string;
          project_id: string;
          workspace_id: string;
        };
        Update: {
          amount_cents?: number;
          currency?: string;
          day?: string;
          events?: number;
          name?: string;
          project_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_daily_kpis_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_daily_kpis_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_email_identities: {
        Row: {
          created_at: string;
          id: string;
          metadata: NonNullable<Json>;
          project_id: string;
          provider: string;
          reply_address: string;
          rotated_at: string | null;
          status: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id: string;
          metadata?: NonNullable<Json>;
          project_id: string;
          provider: string;
          reply_address: string;
          rotated_at?: string | null;
          status?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          metadata?: NonNullable<Json>;
          project_id?: string;
          provider?: string;
          reply_address?: string;
          rotated_at?: string | null;
          status?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_email_identities_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_email_identities_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_events: {
        Row: {
          actor_id: string | null;
          actor_type: string;
          created_at: string;
          data: NonNullable<Json>;
          event_type: string;
          id: number;
          message: string;
          on_behalf_of: string | null;
          project_id: string | null;
          workspace_id: string;
          xact_id: unknown;
        };
        ComputedFields: never;
        Insert: {
          actor_id?: string | null;
          actor_type: string;
          created_at?: string;
          data?: NonNullable<Json>;
          event_type: string;
          id?: never;
          message: string;
          on_behalf_of?: string | null;
          project_id?: string | null;
          workspace_id: string;
          xact_id?: unknown;
        };
        Update: {
          actor_id?: string | null;
          actor_type?: string;
          created_at?: string;
          data?: NonNullable<Json>;
          event_type?: string;
          id?: never;
          message?: string;
          on_behalf_of?: string | null;
          project_id?: string | null;
          workspace_id?: string;
          xact_id?: unknown;
        };
        Relationships: [
          {
            foreignKeyName: "project_events_project_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_integration_states: {
        Row: {
          fallback_forbidden: boolean;
          project_id: string;
          provider: string;
          steps: NonNullable<Json>;
          tested_at: string | null;
          verdict: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          fallback_forbidden?: boolean;
          project_id: string;
          provider: string;
          steps?: NonNullable<Json>;
          tested_at?: string | null;
          verdict?: string | null;
          workspace_id: string;
        };
        Update: {
          fallback_forbidden?: boolean;
          project_id?: string;
          provider?: string;
          steps?: NonNullable<Json>;
          tested_at?: string | null;
          verdict?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_integration_states_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_integration_states_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_integration_uses: {
        Row: {
          action: string;
          project_id: string;
          provider: string;
          used_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          action: string;
          project_id: string;
          provider: string;
          used_at?: string;
          workspace_id: string;
        };
        Update: {
          action?: string;
          project_id?: string;
          provider?: string;
          used_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_integration_uses_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_integration_uses_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_integrations: {
        Row: {
          config_encrypted: string;
          config_masked: NonNullable<Json>;
          created_at: string;
          created_by: string;
          enabled: boolean;
          id: string;
          project_id: string;
          provider: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          config_encrypted: string;
          config_masked?: NonNullable<Json>;
          created_at?: string;
          created_by: string;
          enabled?: boolean;
          id?: string;
          project_id: string;
          provider: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          config_encrypted?: string;
          config_masked?: NonNullable<Json>;
          created_at?: string;
          created_by?: string;
          enabled?: boolean;
          id?: string;
          project_id?: string;
          provider?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_integrations_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_integrations_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_keys: {
        Row: {
          created_at: string;
          created_by: string;
          id: string;
          key_hash: string;
          key_text: string | null;
          kind: string;
          last_four: string;
          last_used_at: string | null;
          project_id: string;
          revoked_at: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by: string;
          id?: string;
          key_hash: string;
          key_text?: string | null;
          kind: string;
          last_four: string;
          last_used_at?: string | null;
          project_id: string;
          revoked_at?: string | null;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          id?: string;
          key_hash?: string;
          key_text?: string | null;
          kind?: string;
          last_four?: string;
          last_used_at?: string | null;
          project_id?: string;
          revoked_at?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_keys_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_keys_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_payment_events: {
        Row: {
          amount_cents: number | null;
          currency: string | null;
          customer: string | null;
          event_id: string;
          metadata: NonNullable<Json>;
          occurred_at: string;
          project_id: string;
          received_at: string;
          type: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          amount_cents?: number | null;
          currency?: string | null;
          customer?: string | null;
          event_id: string;
          metadata?: NonNullable<Json>;
          occurred_at: string;
          project_id: string;
          received_at?: string;
          type: string;
          workspace_id: string;
        };
        Update: {
          amount_cents?: number | null;
          currency?: string | null;
          customer?: string | null;
          event_id?: string;
          metadata?: NonNullable<Json>;
          occurred_at?: string;
          project_id?: string;
          received_at?: string;
          type?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_payment_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_payment_events_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_provisioning_jobs: {
        Row: {
          attempt: number;
          cause: string;
          ended_at: string | null;
          error_code: string | null;
          error_message: string | null;
          error_step: string | null;
          id: string;
          made: NonNullable<Json>;
          project_id: string;
          requested_by: string;
          started_at: string;
          status: string;
          steps: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempt: number;
          cause: string;
          ended_at?: string | null;
          error_code?: string | null;
          error_message?: string | null;
          error_step?: string | null;
          id: string;
          made?: NonNullable<Json>;
          project_id: string;
          requested_by: string;
          started_at?: string;
          status?: string;
          steps: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          attempt?: number;
          cause?: string;
          ended_at?: string | null;
          error_code?: string | null;
          error_message?: string | null;
          error_step?: string | null;
          id?: string;
          made?: NonNullable<Json>;
          project_id?: string;
          requested_by?: string;
          started_at?: string;
          status?: string;
          steps?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_provisioning_jobs_project_id_fkey";
            columns: ["project_id"];
            isOneToOne: false;
            referencedRelation: "project_runtime_instances";
            referencedColumns: ["project_id"];
          },
          {
            foreignKeyName: "project_provisioning_jobs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      project_recurring_tasks: {
        Row: {
          agent_key: string | null;
          created_at: string;
          created_by: string | null;
          cron_expr: string;
          deleted_at: string | null;
          enabled: boolean;
          failures: number;
          follows_zone: boolean;
          id: string;
          job_type: string;
          last_run_at: string | null;
          missed_policy: string;
          next_run_at: string | null;
          overlap: string;
          paused_why: string | null;
          payload: NonNullable<Json>;
          planned_at: string;
          priority: number;
          project_id: string;
          revision: number;
          task_key: string;
          timezone: string;
          title: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          agent_key?: string | null;
          created_at?: string;
          created_by?: string | null;
          cron_expr: string;
          deleted_at?: string | null;
          enabled?: boolean;
          failures?: number;
          follows_zone?: boolean;
          id?: string;
          job_type: string;
          last_run_at?: string | null;
          missed_policy?: string;
          next_run_at?: string | null;
          overlap?: string;
          paused_why?: string | null;
          payload?: NonNullable<Json>;
          planned_at?: string;
          priority?: number;
          project_id: string;
          revision?: number;
          task_key: string;
          timezone: string;
          title: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          agent_key?: string | null;
          created_at?: string;
          created_by?: string | null;
          cron_expr?: string;
          deleted_at?: string | null;
          enabled?: boolean;
          failures?: number;
          follows_zone?: boolean;
          id?: string;
          job_type?: string;
          last_run_at?: string | null;
          missed_policy?: string;
          next_run_at?: string | null;
          overlap?: string;
          paused_why?: string | null;
          payload?: NonNullable<Json>;
          planned_at?: string;
          priority?: number;
          project_id?: string;
          revision?: number;
          task_key?: string;
          timezone?: string;
          title?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_recurring_tasks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_recurring_tasks_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_runtime_instances: {
        Row: {
          activated_at: string | null;
          announced_attempt: number;
          commit_sha: string | null;
          created_at: string;
          database_name: string | null;
          epoch: number;
          failing_since: string | null;
          failures: number;
          mode: string;
          name: string;
          probed_at: string | null;
          project_id: string;
          repository: string | null;
          retire_at: string | null;
          service_id: string | null;
          status: string;
          successes: number;
          target: string;
          trouble: string | null;
          updated_at: string;
          url: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          activated_at?: string | null;
          announced_attempt?: number;
          commit_sha?: string | null;
          created_at?: string;
          database_name?: string | null;
          epoch?: number;
          failing_since?: string | null;
          failures?: number;
          mode?: string;
          name: string;
          probed_at?: string | null;
          project_id: string;
          repository?: string | null;
          retire_at?: string | null;
          service_id?: string | null;
          status?: string;
          successes?: number;
          target?: string;
          trouble?: string | null;
          updated_at?: string;
          url?: string | null;
          workspace_id: string;
        };
        Update: {
          activated_at?: string | null;
          announced_attempt?: number;
          commit_sha?: string | null;
          created_at?: string;
          database_name?: string | null;
          epoch?: number;
          failing_since?: string | null;
          failures?: number;
          mode?: string;
          name?: string;
          probed_at?: string | null;
          project_id?: string;
          repository?: string | null;
          retire_at?: string | null;
          service_id?: string | null;
          status?: string;
          successes?: number;
          target?: string;
          trouble?: string | null;
          updated_at?: string;
          url?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_runtime_instances_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "project_runtime_instances_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      project_runtime_orders: {
        Row: {
          ended_at: string | null;
          epoch: number;
          handed_at: string;
          id: string;
          kind: string;
          project_id: string;
          state: string;
          subject_id: string;
          version: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          ended_at?: string | null;
          epoch: number;
          handed_at?: string;
          id: string;
          kind: string;
          project_id: string;
          state?: string;
          subject_id: string;
          version?: number | null;
          workspace_id: string;
        };
        Update: {
          ended_at?: string | null;
          epoch?: number;
          handed_at?: string;
          id?: string;
          kind?: string;
          project_id?: string;
          state?: string;
          subject_id?: string;
          version?: number | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_runtime_orders_project_id_fkey";
            columns: ["project_id"];
            isOneToOne: false;
            referencedRelation: "project_runtime_instances";
            referencedColumns: ["project_id"];
          },
          {
            foreignKeyName: "project_runtime_orders_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      project_runtime_secrets: {
        Row: {
          created_at: string;
          fingerprint: string;
          name: string;
          project_id: string;
          reference: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          fingerprint: string;
          name: string;
          project_id: string;
          reference: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          fingerprint?: string;
          name?: string;
          project_id?: string;
          reference?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "project_runtime_secrets_project_id_fkey";
            columns: ["project_id"];
            isOneToOne: false;
            referencedRelation: "project_runtime_instances";
            referencedColumns: ["project_id"];
          },
          {
            foreignKeyName: "project_runtime_secrets_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      projects: {
        Row: {
          created_at: string;
          deleted_at: string | null;
          id: string;
          idea: string | null;
          is_sample: boolean;
          name: string;
          owner_clerk_id: string;
          updated_at: string;
          website: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          deleted_at?: string | null;
          id?: string;
          idea?: string | null;
          is_sample?: boolean;
          name: string;
          owner_clerk_id: string;
          updated_at?: string;
          website?: string | null;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          deleted_at?: string | null;
          id?: string;
          idea?: string | null;
          is_sample?: boolean;
          name?: string;
          owner_clerk_id?: string;
          updated_at?: string;
          website?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "projects_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      receipt_checks: {
        Row: {
          checked_at: string;
          erased_at: string | null;
          evidence: string;
          evidence_sha256: string;
          id: string;
          name: string;
          observed: NonNullable<Json>;
          receipt_id: string;
          verdict: string;
          words: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          checked_at?: string;
          erased_at?: string | null;
          evidence: string;
          evidence_sha256: string;
          id?: string;
          name: string;
          observed?: NonNullable<Json>;
          receipt_id: string;
          verdict: string;
          words: string;
          workspace_id: string;
        };
        Update: {
          checked_at?: string;
          erased_at?: string | null;
          evidence?: string;
          evidence_sha256?: string;
          id?: string;
          name?: string;
          observed?: NonNullable<Json>;
          receipt_id?: string;
          verdict?: string;
          words?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "receipt_checks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipt_checks_workspace_id_receipt_id_fkey";
            columns: ["workspace_id", "receipt_id"];
            isOneToOne: false;
            referencedRelation: "receipts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      receipts: {
        Row: {
          action_type: string;
          approval_id: string | null;
          checked_at: string | null;
          checks: number;
          contract: NonNullable<Json>;
          created_at: string;
          erased_at: string | null;
          id: string;
          next_check_at: string | null;
          project_id: string;
          task_id: string | null;
          title: string;
          verdict: string;
          words: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          action_type: string;
          approval_id?: string | null;
          checked_at?: string | null;
          checks?: number;
          contract: NonNullable<Json>;
          created_at?: string;
          erased_at?: string | null;
          id?: string;
          next_check_at?: string | null;
          project_id: string;
          task_id?: string | null;
          title: string;
          verdict?: string;
          words?: string | null;
          workspace_id: string;
        };
        Update: {
          action_type?: string;
          approval_id?: string | null;
          checked_at?: string | null;
          checks?: number;
          contract?: NonNullable<Json>;
          created_at?: string;
          erased_at?: string | null;
          id?: string;
          next_check_at?: string | null;
          project_id?: string;
          task_id?: string | null;
          title?: string;
          verdict?: string;
          words?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "receipts_workspace_id_approval_id_fkey";
            columns: ["workspace_id", "approval_id"];
            isOneToOne: false;
            referencedRelation: "approvals";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "receipts_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "receipts_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "receipts_workspace_id_task_id_fkey";
            columns: ["workspace_id", "task_id"];
            isOneToOne: false;
            referencedRelation: "tasks";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      recommendations: {
        Row: {
          action_draft: Json | null;
          approval_id: string | null;
          baseline: number | null;
          components: NonNullable<Json>;
          cost_cents: number;
          created_at: string;
          decided_at: string | null;
          decided_by: string | null;
          effect_high: number;
          effect_low: number;
          emailed: number;
          evidence: string[];
          horizon: number;
          id: string;
          key: string;
          kind: string;
          metric: string;
          minutes: number;
          mode: string;
          next_score_at: string | null;
          origin: string;
          outcome_30: string | null;
          outcome_7: string | null;
          p: number;
          project_id: string;
          rank: number;
          reason: string | null;
          reversible: boolean;
          run_id: string;
          score: number;
          state: string;
          task_id: string | null;
          title: string;
          title_facts: NonNullable<Json>;
          track_count: number;
          track_hits: number;
          updated_at: string;
          value_30: number | null;
          value_7: number | null;
          why: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          action_draft?: Json | null;
          approval_id?: string | null;
          baseline?: number | null;
          components: NonNullable<Json>;
          cost_cents?: number;
          created_at: string;
          decided_at?: string | null;
          decided_by?: string | null;
          effect_high: number;
          effect_low: number;
          emailed?: number;
          evidence: string[];
          horizon: number;
          id?: string;
          key: string;
          kind: string;
          metric: string;
          minutes?: number;
          mode: string;
          next_score_at?: string | null;
          origin?: string;
          outcome_30?: string | null;
          outcome_7?: string | null;
          p: number;
          project_id: string;
          rank: number;
          reason?: string | null;
          reversible: boolean;
          run_id: string;
          score: number;
          state?: string;
          task_id?: string | null;
          title: string;
          title_facts?: NonNullable<Json>;
          track_count?: number;
          track_hits?: number;
          updated_at?: string;
          value_30?: number | null;
          value_7?: number | null;
          why: string;
          workspace_id: string;
        };
        Update: {
          action_draft?: Json | null;
          approval_id?: string | null;
          baseline?: number | null;
          components?: NonNullable<Json>;
          cost_cents?: number;
          created_at?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          effect_high?: number;
          effect_low?: number;
          emailed?: number;
          evidence?: string[];
          horizon?: number;
          id?: string;
          key?: string;
          kind?: string;
          metric?: string;
          minutes?: number;
          mode?: string;
          next_score_at?: string | null;
          origin?: string;
          outcome_30?: string | null;
          outcome_7?: string | null;
          p?: number;
          project_id?: string;
          rank?: number;
          reason?: string | null;
          reversible?: boolean;
          run_id?: string;
          score?: number;
          state?: string;
          task_id?: string | null;
          title?: string;
          title_facts?: NonNullable<Json>;
          track_count?: number;
          track_hits?: number;
          updated_at?: string;
          value_30?: number | null;
          value_7?: number | null;
          why?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "recommendations_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "recommendations_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "recommendations_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "nightshift_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      recurring_task_runs: {
        Row: {
          attempts: number;
          collapsed: number;
          cost_cents: number;
          covers_from: string | null;
          covers_to: string | null;
          created_at: string;
          finished_at: string | null;
          id: string;
          project_id: string;
          queued_at: string;
          recurring_id: string;
          result: Json | null;
          run_key: string;
          scheduled_for: string;
          started_at: string | null;
          state: string;
          trigger: string;
          why: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempts?: number;
          collapsed?: number;
          cost_cents?: number;
          covers_from?: string | null;
          covers_to?: string | null;
          created_at?: string;
          finished_at?: string | null;
          id?: string;
          project_id: string;
          queued_at?: string;
          recurring_id: string;
          result?: Json | null;
          run_key: string;
          scheduled_for: string;
          started_at?: string | null;
          state: string;
          trigger: string;
          why?: string | null;
          workspace_id: string;
        };
        Update: {
          attempts?: number;
          collapsed?: number;
          cost_cents?: number;
          covers_from?: string | null;
          covers_to?: string | null;
          created_at?: string;
          finished_at?: string | null;
          id?: string;
          project_id?: string;
          queued_at?: string;
          recurring_id?: string;
          result?: Json | null;
          run_key?: string;
          scheduled_for?: string;
          started_at?: string | null;
          state?: string;
          trigger?: string;
          why?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "recurring_task_runs_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "recurring_task_runs_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "recurring_task_runs_workspace_id_recurring_id_fkey";
            columns: ["workspace_id", "recurring_id"];
            isOneToOne: false;
            referencedRelation: "project_recurring_tasks";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      reply_answers: {
        Row: {
          approved_at: string | null;
          approved_by: string | null;
          body: string;
          content_hash: string;
          created_at: string;
          id: string;
          in_reply_to: string | null;
          message_id: string | null;
          outcome: string | null;
          reference_ids: string[];
          sent_at: string | null;
          status: string;
          subject: string;
          thread_id: string;
          to_email: string;
          updated_at: string;
          workspace_id: string;
          written_by: string | null;
        };
        ComputedFields: never;
        Insert: {
          approved_at?: string | null;
          approved_by?: string | null;
          body: string;
          content_hash: string;
          created_at?: string;
          id?: string;
          in_reply_to?: string | null;
          message_id?: string | null;
          outcome?: string | null;
          reference_ids?: string[];
          sent_at?: string | null;
          status?: string;
          subject: string;
          thread_id: string;
          to_email: string;
          updated_at?: string;
          workspace_id: string;
          written_by?: string | null;
        };
        Update: {
          approved_at?: string | null;
          approved_by?: string | null;
          body?: string;
          content_hash?: string;
          created_at?: string;
          id?: string;
          in_reply_to?: string | null;
          message_id?: string | null;
          outcome?: string | null;
          reference_ids?: string[];
          sent_at?: string | null;
          status?: string;
          subject?: string;
          thread_id?: string;
          to_email?: string;
          updated_at?: string;
          workspace_id?: string;
          written_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "reply_answers_thread_id_fkey";
            columns: ["thread_id"];
            isOneToOne: false;
            referencedRelation: "reply_threads";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "reply_answers_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      reply_messages: {
        Row: {
          attachments: NonNullable<Json>;
          class: string;
          counts: string | null;
          from_email: string;
          from_name: string;
          full_text: string;
          id: string;
          message_id: string;
          message_key: string;
          own_text: string;
          received_at: string;
          sender: string;
          subject: string;
          thread_id: string;
          why: string;
          workspace_id: string;
          written_at: string | null;
        };
        ComputedFields: never;
        Insert: {
          attachments?: NonNullable<Json>;
          class: string;
          counts?: string | null;
          from_email: string;
          from_name: string;
          full_text: string;
          id?: string;
          message_id: string;
          message_key: string;
          own_text: string;
          received_at?: string;
          sender: string;
          subject: string;
          thread_id: string;
          why: string;
          workspace_id: string;
          written_at?: string | null;
        };
        Update: {
          attachments?: NonNullable<Json>;
          class?: string;
          counts?: string | null;
          from_email?: string;
          from_name?: string;
          full_text?: string;
          id?: string;
          message_id?: string;
          message_key?: string;
          own_text?: string;
          received_at?: string;
          sender?: string;
          subject?: string;
          thread_id?: string;
          why?: string;
          workspace_id?: string;
          written_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "reply_messages_thread_id_fkey";
            columns: ["thread_id"];
            isOneToOne: false;
            referencedRelation: "reply_threads";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "reply_messages_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      reply_threads: {
        Row: {
          assigned_to: string | null;
          campaign_id: string | null;
          contact_email: string;
          contact_name: string | null;
          created_at: string;
          excerpt: string;
          id: string;
          label: string;
          labelled_by: string | null;
          last_message_at: string;
          lead_id: string | null;
          listed_at: string;
          message_count: number;
          step: number | null;
          subject: string;
          thread_key: string;
          unread: boolean;
          until: string | null;
          why: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          assigned_to?: string | null;
          campaign_id?: string | null;
          contact_email: string;
          contact_name?: string | null;
          created_at?: string;
          excerpt: string;
          id?: string;
          label: string;
          labelled_by?: string | null;
          last_message_at: string;
          lead_id?: string | null;
          listed_at?: never;
          message_count?: number;
          step?: number | null;
          subject: string;
          thread_key: string;
          unread?: boolean;
          until?: string | null;
          why: string;
          workspace_id: string;
        };
        Update: {
          assigned_to?: string | null;
          campaign_id?: string | null;
          contact_email?: string;
          contact_name?: string | null;
          created_at?: string;
          excerpt?: string;
          id?: string;
          label?: string;
          labelled_by?: string | null;
          last_message_at?: string;
          lead_id?: string | null;
          listed_at?: never;
          message_count?: number;
          step?: number | null;
          subject?: string;
          thread_key?: string;
          unread?: boolean;
          until?: string | null;
          why?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "reply_threads_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "reply_threads_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      rollup_drifts: {
        Row: {
          campaign_group_id: string | null;
          campaign_id: string | null;
          day: string;
          found_at: string;
          gone_at: string | null;
          kept: NonNullable<Json>;
          model: string | null;
          provider: string | null;
          recounted: NonNullable<Json>;
          rollup: string;
          step: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          day: string;
          found_at?: string;
          gone_at?: string | null;
          kept: NonNullable<Json>;
          model?: string | null;
          provider?: string | null;
          recounted: NonNullable<Json>;
          rollup?: string;
          step?: number | null;
          workspace_id: string;
        };
        Update: {
          campaign_group_id?: string | null;
          campaign_id?: string | null;
          day?: string;
          found_at?: string;
          gone_at?: string | null;
          kept?: NonNullable<Json>;
          model?: string | null;
          provider?: string | null;
          recounted?: NonNullable<Json>;
          rollup?: string;
          step?: number | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "rollup_drifts_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      subscriptions: {
        Row: {
          amount_cents: number | null;
          billing_interval: string | null;
          cancel_at: string | null;
          checkout_number: number;
          checkout_plan: string | null;
          checkout_session_id: string | null;
          created_at: string;
          currency: string | null;
          customer_id: string | null;
          granted_plan: string;
          is_paid: boolean;
          next_plan: string | null;
          next_plan_at: string | null;
          past_due_since: string | null;
          period_ends_at: string | null;
          plan: string;
          source: string;
          status: string | null;
          subscription_id: string | null;
          sync_applied: number;
          sync_started: number;
          synced_at: string | null;
          trial_ends_at: string | null;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          amount_cents?: number | null;
          billing_interval?: string | null;
          cancel_at?: string | null;
          checkout_number?: number;
          checkout_plan?: string | null;
          checkout_session_id?: string | null;
          created_at?: string;
          currency?: string | null;
          customer_id?: string | null;
          granted_plan?: string;
          is_paid?: boolean;
          next_plan?: string | null;
          next_plan_at?: string | null;
          past_due_since?: string | null;
          period_ends_at?: string | null;
          plan?: string;
          source?: string;
          status?: string | null;
          subscription_id?: string | null;
          sync_applied?: number;
          sync_started?: number;
          synced_at?: string | null;
          trial_ends_at?: string | null;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          amount_cents?: number | null;
          billing_interval?: string | null;
          cancel_at?: string | null;
          checkout_number?: number;
          checkout_plan?: string | null;
          checkout_session_id?: string | null;
          created_at?: string;
          currency?: string | null;
          customer_id?: string | null;
          granted_plan?: string;
          is_paid?: boolean;
          next_plan?: string | null;
          next_plan_at?: string | null;
          past_due_since?: string | null;
          period_ends_at?: string | null;
          plan?: string;
          source?: string;
          status?: string | null;
          subscription_id?: string | null;
          sync_applied?: number;
          sync_started?: number;
          synced_at?: string | null;
          trial_ends_at?: string | null;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "subscriptions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: true;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      suppressions: {
        Row: {
          batch_id: string | null;
          created_at: string;
          email: string;
          note: string | null;
          reason: string;
          source: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          batch_id?: string | null;
          created_at?: string;
          email: string;
          note?: string | null;
          reason: string;
          source: string;
          workspace_id: string;
        };
        Update: {
          batch_id?: string | null;
          created_at?: string;
          email?: string;
          note?: string | null;
          reason?: string;
          source?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "suppressions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      tasks: {
        Row: {
          agent: string;
          closed_at: string | null;
          contract: Json | null;
          created_at: string;
          created_by: string | null;
          data: NonNullable<Json>;
          description: string;
          id: string;
          origin: string;
          project_id: string;
          recommendation_id: string | null;
          state: string;
          title: string;
          updated_at: string;
          why: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          agent?: string;
          closed_at?: string | null;
          contract?: Json | null;
          created_at?: string;
          created_by?: string | null;
          data?: NonNullable<Json>;
          description?: string;
          id?: string;
          origin: string;
          project_id: string;
          recommendation_id?: string | null;
          state?: string;
          title: string;
          updated_at?: string;
          why?: string | null;
          workspace_id: string;
        };
        Update: {
          agent?: string;
          closed_at?: string | null;
          contract?: Json | null;
          created_at?: string;
          created_by?: string | null;
          data?: NonNullable<Json>;
          description?: string;
          id?: string;
          origin?: string;
          project_id?: string;
          recommendation_id?: string | null;
          state?: string;
          title?: string;
          updated_at?: string;
          why?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "tasks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "tasks_workspace_id_project_id_fkey";
            columns: ["workspace_id", "project_id"];
            isOneToOne: false;
            referencedRelation: "projects";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      unsubscribe_tokens: {
        Row: {
          campaign_id: string;
          confirmed_at: string | null;
          created_at: string;
          email: string;
          explained_at: string | null;
          lead_id: string;
          reason: string | null;
          token: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          campaign_id: string;
          confirmed_at?: string | null;
          created_at?: string;
          email: string;
          explained_at?: string | null;
          lead_id: string;
          reason?: string | null;
          token?: string;
          workspace_id: string;
        };
        Update: {
          campaign_id?: string;
          confirmed_at?: string | null;
          created_at?: string;
          email?: string;
          explained_at?: string | null;
          lead_id?: string;
          reason?: string | null;
          token?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "unsubscribe_tokens_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "unsubscribe_tokens_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      user_workspaces: {
        Row: {
          created_at: string;
          email: string;
          role: string;
          user_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          email: string;
          role: string;
          user_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          email?: string;
          role?: string;
          user_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "user_workspaces_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspace_freezes: {
        Row: {
          drained_at: string | null;
          enforcing_until: string | null;
          frozen_at: string;
          frozen_by: string;
          id: string;
          last_checked_at: string | null;
          last_error: string | null;
          observed_at: string | null;
          proof: NonNullable<Json>;
          proven_at: string | null;
          published_before: NonNullable<Json>;
          reason: string;
          restore_confirmed_at: string | null;
          restore_confirmed_by: string | null;
          restore_result: Json | null;
          restored_at: string | null;
          revoked_keys: number;
          revoked_tokens: number;
          runs_allowed_at: string | null;
          state: string;
          stopped_executions: number;
          unfreeze_reason: string | null;
          unfrozen_at: string | null;
          unfrozen_by: string | null;
          unpublished: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          drained_at?: string | null;
          enforcing_until?: string | null;
          frozen_at?: string;
          frozen_by: string;
          id?: string;
          last_checked_at?: string | null;
          last_error?: string | null;
          observed_at?: string | null;
          proof?: NonNullable<Json>;
          proven_at?: string | null;
          published_before?: NonNullable<Json>;
          reason: string;
          restore_confirmed_at?: string | null;
          restore_confirmed_by?: string | null;
          restore_result?: Json | null;
          restored_at?: string | null;
          revoked_keys?: number;
          revoked_tokens?: number;
          runs_allowed_at?: string | null;
          state?: string;
          stopped_executions?: number;
          unfreeze_reason?: string | null;
          unfrozen_at?: string | null;
          unfrozen_by?: string | null;
          unpublished?: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          drained_at?: string | null;
          enforcing_until?: string | null;
          frozen_at?: string;
          frozen_by?: string;
          id?: string;
          last_checked_at?: string | null;
          last_error?: string | null;
          observed_at?: string | null;
          proof?: NonNullable<Json>;
          proven_at?: string | null;
          published_before?: NonNullable<Json>;
          reason?: string;
          restore_confirmed_at?: string | null;
          restore_confirmed_by?: string | null;
          restore_result?: Json | null;
          restored_at?: string | null;
          revoked_keys?: number;
          revoked_tokens?: number;
          runs_allowed_at?: string | null;
          state?: string;
          stopped_executions?: number;
          unfreeze_reason?: string | null;
          unfrozen_at?: string | null;
          unfrozen_by?: string | null;
          unpublished?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workspace_freezes_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspace_invites: {
        Row: {
          accepted_at: string | null;
          accepted_by: string | null;
          created_at: string;
          email: string;
          expires_at: string;
          id: string;
          invited_by: string;
          inviter_email: string;
          mail_error: string | null;
          mail_number: number;
          mailed_at: string | null;
          revoked_at: string | null;
          role: string;
          token_encrypted: string;
          token_hash: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email: string;
          expires_at: string;
          id?: string;
          invited_by: string;
          inviter_email: string;
          mail_error?: string | null;
          mail_number?: number;
          mailed_at?: string | null;
          revoked_at?: string | null;
          role: string;
          token_encrypted: string;
          token_hash: string;
          workspace_id: string;
        };
        Update: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email?: string;
          expires_at?: string;
          id?: string;
          invited_by?: string;
          inviter_email?: string;
          mail_error?: string | null;
          mail_number?: number;
          mailed_at?: string | null;
          revoked_at?: string | null;
          role?: string;
          token_encrypted?: string;
          token_hash?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workspace_invites_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspace_keys: {
        Row: {
          created_at: string;
          created_by: string;
          expires_at: string | null;
          id: string;
          key_hash: string;
          last_four: string;
          last_used_at: string | null;
          name: string;
          revoked_at: string | null;
          revoked_reason: string | null;
          scopes: string[];
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by: string;
          expires_at?: string | null;
          id?: string;
          key_hash: string;
          last_four: string;
          last_used_at?: string | null;
          name: string;
          revoked_at?: string | null;
          revoked_reason?: string | null;
          scopes: string[];
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          expires_at?: string | null;
          id?: string;
          key_hash?: string;
          last_four?: string;
          last_used_at?: string | null;
          name?: string;
          revoked_at?: string | null;
          revoked_reason?: string | null;
          scopes?: string[];
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workspace_keys_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspace_webhook_tokens: {
        Row: {
          created_at: string;
          created_by: string;
          expires_at: string | null;
          id: string;
          last_four: string;
          last_used_at: string | null;
          revoked_at: string | null;
          revoked_reason: string | null;
          token_encrypted: string;
          token_hash: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by: string;
          expires_at?: string | null;
          id?: string;
          last_four: string;
          last_used_at?: string | null;
          revoked_at?: string | null;
          revoked_reason?: string | null;
          token_encrypted: string;
          token_hash: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string;
          expires_at?: string | null;
          id?: string;
          last_four?: string;
          last_used_at?: string | null;
          revoked_at?: string | null;
          revoked_reason?: string | null;
          token_encrypted?: string;
          token_hash?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workspace_webhook_tokens_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspaces: {
        Row: {
          closed_at: string | null;
          created_at: string;
          frozen_at: string | null;
          frozen_reason: string | null;
          id: string;
          name: string;
          plan: string;
          slug: string;
          status: string;
          updated_at: string;
          workflows_held: boolean;
        };
        ComputedFields: never;
        Insert: {
          closed_at?: string | null;
          created_at?: string;
          frozen_at?: string | null;
          frozen_reason?: string | null;
          id?: string;
          name: string;
          plan?: string;
          slug: string;
          status?: string;
          updated_at?: string;
          workflows_held?: boolean;
        };
        Update: {
          closed_at?: string | null;
          created_at?: string;
          frozen_at?: string | null;
          frozen_reason?: string | null;
          id?: string;
          name?: string;
          plan?: string;
          slug?: string;
          status?: string;
          updated_at?: string;
          workflows_held?: boolean;
        };
        Relationships: [];
      };
    };
    Views: {
      emails: {
        Row: {
          body: string | null;
          campaign_id: string | null;
          contact_id: string;
          created_at: string;
          id: string;
          provider: string | null;
          provider_message_id: string | null;
          sent_at: string;
          step: number | null;
          subject: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body?: string | null;
          campaign_id?: string | null;
          contact_id?: string | null;
          created_at?: string | null;
          id?: string | null;
          provider?: string | null;
          provider_message_id?: string | null;
          sent_at?: string | null;
          step?: number | null;
          subject?: string | null;
          workspace_id?: string | null;
        };
        Update: {
          body?: string | null;
          campaign_id?: string | null;
          contact_id?: string | null;
          created_at?: string | null;
          id?: string | null;
          provider?: string | null;
          provider_message_id?: string | null;
          sent_at?: string | null;
          step?: number | null;
          subject?: string | null;
          workspace_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "email_events_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_contact_id_fkey";
            columns: ["contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      mv_daily_stats: {
        Row: {
          bounces: number | null;
          campaign_group_id: string | null;
          campaign_id: string | null;
          clicks: number | null;
          complaints: number | null;
          day: string | null;
          deliveries: number | null;
          opens: number | null;
          opt_outs: number | null;
          replies: number | null;
          sends: number | null;
          step: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "email_events_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_events_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      mv_llm_cost: {
        Row: {
          calls: number | null;
          campaign_group_id: string | null;
          campaign_id: string | null;
          campaign_name: string | null;
          cost_usd: number | null;
          day: string | null;
          model: string;
          provider: string;
          tokens_in: number | null;
          tokens_out: number | null;
          unpriced_calls: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "llm_usage_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      v_llm_cost_secure: {
        Row: {
          call_count: number | null;
          campaign_group_id: string | null;
          campaign_id: string | null;
          campaign_name: string | null;
          cost_usd: number | null;
          day: string | null;
          model: string;
          provider: string;
          tokens_in: number | null;
          tokens_out: number | null;
          unpriced_calls: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "llm_usage_campaign_group_id_fkey";
            columns: ["campaign_group_id"];
            isOneToOne: false;
            referencedRelation: "campaign_groups";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_campaign_id_fkey";
            columns: ["campaign_id"];
            isOneToOne: false;
            referencedRelation: "campaigns";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "llm_usage_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};
