-- The size of an audience is read by the server's own role too.
grant select on private.mailable_leads, genesis.sequence_holds to service_role;
