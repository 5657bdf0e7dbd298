#!/bin/bash
# Compares xenlint with the real programs. XENLINT_ORACLE_RUNS says how many files are made up for each (150).
set -euo pipefail
cd "$(dirname "$0")/../.."
XENLINT_ORACLES=$(test/oracle/install-xl.sh)
export XENLINT_ORACLES
XENLINT_DASH=$(test/oracle/install-dash.sh)
export XENLINT_DASH
exec node --test test/dist/oracle/*.test.js
