<?php

$curl = curl_init('https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_CUSTOMREQUEST => 'DELETE',
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: client',
        'X-Hexclave-Project-Id: <your project UUID>',
    ],
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
