// Each test starts real servers; side by side they would only wait for each other's processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
