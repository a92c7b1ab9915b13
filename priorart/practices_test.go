package priorart

import (
	"slices"
	"testing"

	"claimchart/priorart/practice"
)

// TestPracticesOnOtherClaims tries the shipped practices on claims of other patents' kind, invented for this test: the practice
// that each is about stands among the three best, and claims of other fields score low on all.
func TestPracticesOnOtherClaims(t *testing.T) {
	known, err := practice.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	lib := Practices(known)
	for _, c := range []struct{ claim, want string }{
		{"A method of maintaining a service in a group of servers, comprising: exchanging heartbeat messages among the servers; concluding from missing heartbeat messages that a first server has failed; and starting the service of the first server on a standby server that shares a disk with the first server.", "failover-cluster"},
		{"A system comprising: a plurality of host computers, each running a virtual machine monitor; and a management server holding an inventory of the host computers and of virtual machines, the management server being configured to move a running virtual machine from one of the host computers to another without stopping it.", "vmotion-console"},
		{"A scheduler for a pool of workstations, configured to match a queued job with an idle workstation whose advertised attributes meet the requirements of the job.", "computing-grid"},
		{"A method of recovering a virtual machine after the loss of a site, comprising: taking snapshots of a disk of the virtual machine; copying the snapshots to a remote location; and starting the virtual machine at the remote location from the latest snapshot.", "snapshot-dr"},
		{"A storage appliance configured to replicate changed blocks of a volume asynchronously over a wide area network to a second storage appliance.", "openfiler-replication"},
		{"A method comprising: detecting that a node of a cluster has failed; and sending a notification of the failure to an administrator and to a peer controller that holds a mirrored cache.", "cluster-notification"},
		{"A medium storing a configuration file of a virtual machine, the configuration file listing virtual processors, a memory size, virtual disks and network adapters of the virtual machine.", "virtual-config-records"},
		{"A method comprising: detecting that a host running virtual machines has failed; and restarting the virtual machines on surviving hosts in an order of restart priority.", "vmware-ha"},
		{"A method of configuring computers, comprising: reading a machine-readable description of a desired configuration; comparing the description with an installed configuration; and carrying out steps until both agree.", "documented-automation"},
		{"A method of disaster recovery, comprising: ranking systems by criticality; and bringing up at an alternate site only those systems whose rank exceeds a limit.", "minimal-configuration"},
		{"A composition for cleaning teeth, comprising: hydrated silica; sorbitol; and sodium fluoride.", ""},
		{"A bicycle comprising: a frame; a crank; and a chain that drives a rear sprocket through a derailleur.", ""},
		{"An isolated antibody that binds an epitope of human interleukin-6 with an affinity of at least one nanomolar.", ""},
	} {
		chart, err := Make(claimSet(c.claim), lib, Options{Best: 20})
		if err != nil {
			t.Fatal(err)
		}
		refs := chart.Charts[0].References
		if c.want == "" {
			if refs[0].Score > 0.2 {
				t.Errorf("%.40s…: %s scores %v, want at most 0.2", c.claim, refs[0].Reference, refs[0].Score)
			}
			continue
		}
		at := slices.IndexFunc(refs, func(s Standing) bool { return s.Reference == c.want })
		if at > 2 {
			t.Errorf("%.60s…: %s stands %d. with %v, after %s with %v", c.claim, c.want, at+1, refs[at].Score, refs[0].Reference, refs[0].Score)
		}
	}
}
