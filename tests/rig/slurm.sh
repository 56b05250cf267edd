# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by tests: a Slurm cluster of one machine, on loopback, of the test's own. Needs root, as slurmd does.

# start_slurm FOLDER: its configuration, logs and state go there; SLURM_CONF is exported.
start_slurm() {
    local folder=$1 host port=$((20000 + $$ % 20000))
    host=$(hostname -s)
    command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null || exit 77
    [[ $(id -u) == 0 ]] || exit 77
    mkdir -p "$folder"/{state,spool,munge}
    chmod 700 "$folder/munge"
    dd if=/dev/urandom bs=1024 count=1 of="$folder/munge/key" status=none
    chmod 600 "$folder/munge/key"
    munged --force --foreground --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
        --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" >/dev/null 2>&1 &
    slurm_pids=$!
    export SLURM_CONF=$folder/slurm.conf
    cat >"$SLURM_CONF" <<CONF
ClusterName=awe
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
# A job that was requeued waits as long as a credential lives: two minutes, if nothing else is said.
AuthInfo=socket=$folder/munge/socket,cred_expire=10
CryptoType=crypto/munge
SlurmUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/ctld.pid
SlurmdPidFile=$folder/d.pid
SlurmctldLogFile=$folder/ctld.log
SlurmdLogFile=$folder/d.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
JobRequeue=1
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
    slurmctld -D >/dev/null 2>&1 &
    slurm_pids+=" $!"
    slurmd -D >/dev/null 2>&1 &
    slurm_pids+=" $!"
    for _ in {1..300}; do
        sinfo -h -o %T 2>/dev/null | grep -q idle && return
        sleep 0.1
    done
    tail -n 20 "$folder"/*.log
    return 1
}

stop_slurm() {
    # shellcheck disable=SC2086
    kill ${slurm_pids:-} 2>/dev/null || true
    wait
}
