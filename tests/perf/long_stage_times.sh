#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Rendering a real song with stage times and without, in turns.
exec "$AWE_BUILD/tests/stage_times" "$AWE_SOURCE/soundfonts/awe-gm.sf2" "$AWE_SOURCE/soundfonts/demo.mid"
