update genesis.leads set domain_keys = private.domain_keys(email) where domain_keys = '{}';
