// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#ifdef __x86_64__
#include <cpuid.h>
#endif
#include "environment_parts.h"
#include "read_line.h"

#define SET(field, text)	snprintf(field, sizeof(field), "%s", text)

struct vendor {
	const char *signature;	/* of CPUID leaf 0x40000000 */
	const char *accelerator;
};

static const struct vendor vendors[] = {
	{ "TCGTCGTCGTCG", "TCG emulation" },
	{ "KVMKVMKVM", "KVM guest" },
	{ "Microsoft Hv", "Hyper-V guest" },
	{ "VMwareVMware", "VMware guest" },
	{ "XenVMMXenVMM", "Xen guest" },
	{ "VBoxVBoxVBox", "VirtualBox guest" },
	{ "bhyve bhyve ", "bhyve guest" },
	{ "ACRNACRNACRN", "ACRN guest" },
	{ " lrpepyh  vr", "Parallels guest" },
};

#ifdef __x86_64__
static void find_hypervisor(struct px_environment *environment)
{
	unsigned int eax, regs[3], ecx = 0, unused;
	char signature[sizeof(regs) + 1] = "";

	if (!__get_cpuid(1, &eax, &unused, &ecx, &unused) || !(ecx & (1u << 31))) {
		SET(environment->accelerator, "bare metal");
		return;
	}
	__cpuid(0x40000000, eax, regs[0], regs[1], regs[2]);
	memcpy(signature, regs, sizeof(regs));
	SET(environment->accelerator, "guest of an unknown hypervisor");
	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (!strcmp(signature, vendors[i].signature))
			SET(environment->accelerator, vendors[i].accelerator);
	environment->emulated = !strcmp(signature, vendors[0].signature);
}
#else
/* No instruction identifies the hypervisor. QEMU is found, but not whether it emulates. */
static void find_hypervisor(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT];

	px_read_line(text, sizeof(text), "/proc/device-tree/hypervisor/compatible");
	if (strstr(text, "kvm")) {
		SET(environment->accelerator, vendors[1].accelerator);
		return;
	}
	if (text[0]) {
		SET(environment->accelerator, "guest of an unknown hypervisor");
		return;
	}
	px_read_line(text, sizeof(text), "/sys/class/dmi/id/sys_vendor");
	if (!text[0])
		px_read_line(text, sizeof(text), "/proc/device-tree/compatible");
	if (strstr(text, "QEMU") || strstr(text, "dummy-virt") ||
	    strstr(text, "qemu")) {
		SET(environment->accelerator, "QEMU, perhaps emulation");
		environment->emulated = true;
	}
}
#endif

/* A kernel that is a program of a host. CPUID describes the host, which may be emulated, too. */
void px_environment_accelerator(struct px_environment *environment)
{
	find_hypervisor(environment);
	if (!strcmp(environment->cpu_model, "UML"))
		SET(environment->accelerator, environment->emulated ?
		    "User Mode Linux in TCG emulation" : "native (User Mode Linux)");
}
