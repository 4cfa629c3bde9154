from inglenook.config.tuning import as_file, settings, shared_memory_mb


def at(memory, **other):
    return settings(memory=memory, **{"socket_folder": "/run/x", "shared_memory": 1024, "durable": True} | other)


def test_a_large_machine_gets_the_ceilings():
    large = at(24_000)
    assert large["shared_buffers"] == "512MB"
    assert large["work_mem"] == "32MB"
    assert large["maintenance_work_mem"] == "256MB"
    assert large["effective_cache_size"] == "12000MB"


def test_a_small_machine_gets_its_share():
    small = at(1024)
    assert small["shared_buffers"] == "128MB"  # an eighth
    assert small["work_mem"] == "8MB"
    assert small["maintenance_work_mem"] == "64MB"


def test_only_tests_go_without_durability():
    assert at(1024)["fsync"] == at(1024)["synchronous_commit"] == "on"
    assert at(1024, durable=False)["fsync"] == "off"


def test_a_container_with_little_shared_memory_uses_files():
    assert at(1024, shared_memory=64)["dynamic_shared_memory_type"] == "mmap"
    assert at(1024)["dynamic_shared_memory_type"] == "posix"


def test_the_file_has_one_setting_a_line():
    assert as_file({"jit": "off", "port": "5432"}).splitlines()[1:] == ["jit = off", "port = 5432"]


def test_shared_memory_that_is_absent_or_closed_counts_as_none(tmp_path):
    tmp_path.chmod(0o755)
    assert shared_memory_mb(tmp_path) == shared_memory_mb(tmp_path / "absent") == 0
    tmp_path.chmod(0o1777)
    assert shared_memory_mb(tmp_path) > 0
